// A widget whose page answers everything from what was sent along.

export default function () {}
