"""How training goes on and ends: a learning rate that falls, a limit in seconds."""

import math
import time

import keras


class Deadline(keras.callbacks.Callback):
    """Ends training after so many seconds, in the middle of a pass if need be.

    The clock starts when it is made: Keras builds the model before training begins.

    Args:
        seconds: how long training may take, the building of its graph included.
    """

    def __init__(self, seconds):
        super().__init__()
        if not seconds > 0:
            raise ValueError(
                f"Training expected a number of seconds above 0; received {seconds!r}. It ends "
                f"when they are over: seconds=60 is a minute."
            )
        self.seconds = seconds
        self.reserve = 0.0  # of them, for what another callback does after the last step
        self.scoring = 0.0  # and for the last score on held-out data
        self.start, self.first = time.perf_counter(), None

    def on_train_batch_end(self, batch, logs=None):
        self.first = self.first or time.perf_counter()
        self.on_epoch_end()

    def on_epoch_end(self, epoch=None, logs=None):
        if self.left() <= 0:
            self.model.stop_training = True

    def on_test_begin(self, logs=None):
        self.test_start = time.perf_counter()

    def on_test_end(self, logs=None):
        self.scoring = time.perf_counter() - self.test_start

    def left(self):
        """Seconds until the last step."""
        end = self.start + self.seconds - self.reserve - self.scoring
        return end - time.perf_counter()

    def share(self):
        """How much of the time for steps is gone, from 0 to 1: it counts from the first, which
        builds the graph.
        """
        if self.first is None:
            return 0.0
        gone = time.perf_counter() - self.first
        return gone / (gone + self.left()) if self.left() > 0 else 1.0


class Annealing(keras.callbacks.Callback):
    """Sets the learning rate where a share s of training is done.

    rate · ½ (1 + cos(π f)),   f = max(0, s - hold) / (1 - hold)

    Long steps come first; the last ones are short, so that the weights come to rest. In the very
    first ones the optimizer does not know yet how steep the way is: there the rate may rise.

    Args:
        rate: the learning rate at its highest.
        epochs: how many there are in all.
        deadline: a `Deadline`; where the time runs out before the epochs do, s is its share.
        rise: the share of training in which the rate rises in a line.
        hold: the share after which it begins to fall.

    References: Loshchilov and Hutter, 2017, https://arxiv.org/abs/1608.03983, without restarts;
    holding the rate: Hägele et al., 2024, https://arxiv.org/abs/2405.18392.
    """

    def __init__(self, rate, epochs, deadline, rise=0.0, hold=0.0):
        super().__init__()
        self.rate, self.epochs, self.deadline = rate, epochs, deadline
        self.rise, self.hold = rise, hold

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch
        self._set(epoch / self.epochs)

    def on_train_batch_begin(self, batch, logs=None):
        batches = self.params.get("steps")  # of an epoch; nobody knows how long a stream is
        if batches:
            self._set((self.epoch + batch / batches) / self.epochs, 1 / batches / self.epochs)

    def _set(self, done, step=math.inf):
        done = max(done, self.deadline.share())
        risen = min(1.0, (done + step) / self.rise) if self.rise else 1.0
        self.model.optimizer.learning_rate = self.rate * risen * fallen(done, self.hold)


def fallen(done, hold):
    """What is left of the learning rate where a share of training is done."""
    return 0.5 * (1 + math.cos(math.pi * (max(done, hold) - hold) / (1 - hold)))


def annealed_rates(rate, steps, pace):
    """The learning rate at each of so many steps: what `Annealing` sets, where no time runs out.

    Args:
        rate: the learning rate at its highest.
        steps: how many there are in all.
        pace: a `Pace`.
    """
    done = [step / steps for step in range(steps)]
    risen = [min(1.0, (d + 1 / steps) / pace.rise) if pace.rise else 1.0 for d in done]
    return [rate * r * fallen(d, pace.hold) for d, r in zip(done, risen, strict=True)]
