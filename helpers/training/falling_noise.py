"""Noise on points that falls while a model trains, and is gone before the end."""

from keras import ops


class FallingNoise:
    """A model with a `budget`, a `pace` and a count of its steps, `steps_taken`."""

    def next_noise(self):
        """Sd of the noise in this step of training; the next call is about the next step."""
        return self.falling_noise(self.steps_taken.next()[1])

    def falling_noise(self, step):
        """Sd of noise for data and model while training; it falls and goes before the end.

        Far modes look like one hill at first and part slowly enough to be followed. In standard
        deviations of the data: first · (0.01 / first)^(p / 0.6) at the share p of the budget's
        steps, with its `first_noise`, and 0 from p = 0.6 on.

        Args:
            step: how many steps of training came before.

        References: Rose, 1998, https://doi.org/10.1109/5.726788 (deterministic annealing);
        Arjovsky and Bottou, 2017, https://arxiv.org/abs/1701.04862, section 3.
        """
        first, end = self.budget.first_noise, self.pace.hold * self.budget.steps
        share = ops.cast(step, "float32") / end
        return ops.where(share < 1, first * (0.01 / first) ** share, 0.0)
