"""One training on many processes, of one host or of several: a command beside the course.

python -m helpers.scale.train vae --data moons --processes 2 --out mine.npz

Every process holds the whole model. Of each step's rows it takes its own part, and their gradients
are averaged: `keras.distribution.DataParallel` on JAX, gloo between processors, NCCL between
graphics cards. All draw the same order of rows and the same noise, so that the weights are those
of one process with the same rows a step. Sums in another order round otherwise, and training makes
much of little; on one processor, one process therefore adds up in two parts, as two processes do.
With more than two, or with cards, the weights differ by more than rounding.

When it pays. A step costs arithmetic and a trip of all gradients. On one host a second process buys
nothing: one computes on all cores already. Two on two cores took 2.9 times as long a step for
points, 1.4 times for pictures (`python -m tests.benchmarks.processes`). It pays with larger
pictures and batches, on several hosts, with cards. For many runs, such as seeds, start many
trainings instead: those need no trips.

Read in this order

train       the command line
job         what it means, checked before work begins
data        what is learned from, and the part of each process
sharing     how many rows each process gets
launching   starts the processes of a host, and ends them together
showing     how it goes, shown once
worker      a process, from its start to its end
meeting     whether processes can reach each other
agreement   whether hosts have the same code, data and options
process     the training itself
"""
