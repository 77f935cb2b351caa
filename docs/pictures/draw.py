"""Draws the pictures of docs/guide.md, of what its own examples compute: `PYTHONPATH=python python docs/pictures/draw.py`.

Needs matplotlib. The scene of the vegetation index is made up here: reflectances as a satellite delivers them.
"""

import doctest
import io
import pathlib
import re

import matplotlib
import numpy as np

import jxpr

matplotlib.use("Agg")
from matplotlib import pyplot as plt  # noqa: E402
from PIL import Image  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent


def guide():
    """What the guide's examples leave behind."""
    names = {}
    for block in re.findall(r"^```python\n(.*?)^```$", (FOLDER.parent / "guide.md").read_text(), re.M | re.S):
        for example in doctest.DocTestParser().get_examples(block):
            exec(compile(example.source, "guide.md", "single"), names)
    return names


def scene():
    """Red and near infrared of fields in rows, a river and a town, as uint16; no data at the right edge."""
    rng = np.random.default_rng(4)
    y, x = np.mgrid[0:240, 0:360]
    green = rng.uniform(0.15, 0.95, (6, 9)).repeat(40, 0).repeat(40, 1)
    green -= 0.12 * ((x // 3 + y // 40) % 2)
    river = abs(y - 120 - 50 * np.sin(x / 55)) < 9
    town = (x - 260) ** 2 + 2 * (y - 60) ** 2 < 1500
    green = np.where(town, rng.choice([0.05, 0.35], x.shape, p=[0.8, 0.2]), green)
    noise = rng.normal(1, 0.04, (2, *x.shape))
    red = np.where(river, 350, 2600 - 2100 * green) * noise[0]
    nir = np.where(river, 200, 2400 + 2600 * green) * noise[1]
    bands = np.stack([red, nir]).clip(1, 65535).astype("u2")
    bands[:, (x + y // 4) > 400] = 0
    return bands


def draw(name, height, pictures):
    """Pictures with titles and colours side by side, without axes, as a PNG of 64 colours."""
    figure, axes = plt.subplots(1, len(pictures), figsize=(3.6 * len(pictures), height), dpi=80)
    for axis, (title, picture, colours) in zip(axes, pictures):
        axis.imshow(picture, interpolation="nearest", cmap=colours, vmin=0, vmax=1)
        axis.set_title(title, fontsize=9)
        axis.set_axis_off()
    figure.tight_layout(pad=0.6)
    drawn = io.BytesIO()
    figure.savefig(drawn)
    plt.close(figure)
    Image.open(drawn).convert("RGB").quantize(64).save(FOLDER / name, optimize=True)


def main():
    names = guide()
    suns = ("sun in the north-west, 45° high", "shade"), ("in the west, 15° high", "evening")
    draw("hillshade.png", 3.4, [(title, names[shade], "gray") for title, shade in suns])
    red, nir = scene()
    index = jxpr.evaluate(names["ndvi"], {"red": red, "nir": nir})
    draw("ndvi.png", 2.8, [("red, as delivered", red / 3000, "gray"), ("NDVI", index, "YlGn")])


if __name__ == "__main__":
    main()
