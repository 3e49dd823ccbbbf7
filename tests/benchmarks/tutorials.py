"""A VAE and a GAN as the usual tutorials build them, to measure our own against.

Written from their published description: strided convolutions from the first layer on, 28 to 14
to 7, and transposed ones back; binary cross-entropy of grey pixels for the VAE; batch
normalisation, dropout and alternating steps for the GAN (Radford, Metz and Chintala, 2016,
https://arxiv.org/abs/1511.06434). Both take images in [0, 1] or [-1, 1] and have `sample(n)`.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


class TutorialVAE(keras.Model):
    """Two latent numbers would be usual; sixteen, as ours has, make it a fair match."""

    def __init__(self, latent_dim=16):
        super().__init__()
        self.latent_dim = latent_dim
        self.noise = keras.random.SeedGenerator(0)
        self.encoder = keras.Sequential(
            [
                layers.Input((28, 28, 1)),
                layers.Conv2D(32, 3, 2, "same", activation="relu"),
                layers.Conv2D(64, 3, 2, "same", activation="relu"),
                layers.Flatten(),
                layers.Dense(16, activation="relu"),
                layers.Dense(2 * latent_dim),
            ]
        )
        self.decoder = keras.Sequential(
            [
                layers.Input((latent_dim,)),
                layers.Dense(7 * 7 * 64, activation="relu"),
                layers.Reshape((7, 7, 64)),
                layers.Conv2DTranspose(64, 3, 2, "same", activation="relu"),
                layers.Conv2DTranspose(32, 3, 2, "same", activation="relu"),
                layers.Conv2DTranspose(1, 3, 1, "same", activation="sigmoid"),
            ]
        )

    def call(self, x):
        mean, log_var = ops.split(self.encoder(x), 2, axis=-1)
        z = mean + ops.exp(0.5 * log_var) * keras.random.normal(ops.shape(mean), seed=self.noise)
        miss = ops.sum(keras.losses.binary_crossentropy(x, self.decoder(z)), axis=(1, 2))
        return miss + ops.sum(0.5 * (mean**2 + ops.exp(log_var) - 1 - log_var), axis=-1)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(y_pred)

    def prepare(self, images):
        self.compile("adam")
        return (images / 255).astype("float32")

    def sample(self, n):
        z = np.random.default_rng(0).standard_normal((n, self.latent_dim), "float32")
        return np.asarray(self.decoder(z))


class TutorialGAN(keras.Model):
    """DCGAN on 28 by 28 pixels."""

    def __init__(self, latent_dim=128):
        super().__init__()
        self.latent_dim = latent_dim
        self.noise = keras.random.SeedGenerator(0)
        self.discriminator = keras.Sequential(
            [
                layers.Input((28, 28, 1)),
                layers.Conv2D(64, 4, 2, "same"),
                layers.LeakyReLU(0.2),
                layers.Conv2D(128, 4, 2, "same"),
                layers.LeakyReLU(0.2),
                layers.Flatten(),
                layers.Dropout(0.2),
                layers.Dense(1),
            ]
        )
        self.generator = keras.Sequential(
            [
                layers.Input((latent_dim,)),
                layers.Dense(7 * 7 * 128),
                layers.Reshape((7, 7, 128)),
                layers.Conv2DTranspose(128, 4, 2, "same"),
                layers.BatchNormalization(),
                layers.LeakyReLU(0.2),
                layers.Conv2DTranspose(64, 4, 2, "same"),
                layers.BatchNormalization(),
                layers.LeakyReLU(0.2),
                layers.Conv2D(1, 5, padding="same", activation="tanh"),
            ]
        )
        self.players = [keras.optimizers.Adam(2e-4, beta_1=0.5) for _ in range(2)]

    def train_step(self, x):
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        z = keras.random.normal((ops.shape(x)[0], self.latent_dim), seed=self.noise)
        with tf.GradientTape() as tape:
            real, fake = (
                self.discriminator(x, training=True),
                self.discriminator(self.generator(z, training=True), training=True),
            )
            judge_loss = loss(ops.ones_like(real), real) + loss(ops.zeros_like(fake), fake)
        weights = self.discriminator.trainable_variables
        self.players[0].apply(tape.gradient(judge_loss, weights), weights)
        with tf.GradientTape() as tape:
            fake = self.discriminator(self.generator(z, training=True), training=True)
            generator_loss = loss(ops.ones_like(fake), fake)
        weights = self.generator.trainable_variables
        self.players[1].apply(tape.gradient(generator_loss, weights), weights)
        return {"loss": judge_loss}

    def prepare(self, images):
        self.compile()
        return (images / 127.5 - 1).astype("float32")

    def sample(self, n):
        z = np.random.default_rng(0).standard_normal((n, self.latent_dim), "float32")
        parts = [self.generator(z[i : i + 250], training=False) for i in range(0, n, 250)]
        return np.clip((np.concatenate(parts) + 1) / 2, 0, 1)
