"""The sentence encoder's network with a head for warning signs, its pieces, and its weights as files."""

import json
import math
import unicodedata
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

UNKNOWN = 0
MARKS = 6  # ids below stand for marks and are never found in a text
MOST_PIECES = 128
HEADS = 4


class Pieces:
    """Cuts a text into the likeliest pieces of the vocabulary, as UnigramTokenizer.cs does."""

    def __init__(self, file):
        lines = Path(file).read_text(encoding="utf-8").split("\n")
        pairs = [line.split("\t") for line in lines if line]
        self.known = {piece: (id, float(score)) for id, (score, piece) in enumerate(pairs) if id >= MARKS}
        self.longest = max(map(len, self.known))
        self.cut = {}

    def __call__(self, text):
        if text not in self.cut:
            self.cut[text] = self._cut(text)
        return self.cut[text]

    def _cut(self, text):
        text = " ".join(text.split())
        if sum(map(str.isupper, text)) > sum(map(str.islower, text)):
            text = text.lower()
        text = "\u2581" + unicodedata.normalize("NFKC", text).replace(" ", "\u2581")
        best, last = [0.0] + [-math.inf] * len(text), [None] * (len(text) + 1)
        for start in range(len(text)):
            found = False
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                if text[start:end] in self.known:
                    found = True
                    id, score = self.known[text[start:end]]
                    if best[start] + score >= best[end]:
                        best[end], last[end] = best[start] + score, (start, id)
            if not found and best[start] >= best[start + 1]:
                best[start + 1], last[start + 1] = best[start], (start, UNKNOWN)
        ids, end = [], len(text)
        while end > 0:
            end, id = last[end]
            if id != UNKNOWN or not ids or ids[-1] != UNKNOWN:
                ids.append(id)
        return ids[::-1][:MOST_PIECES]


class Weights:
    """Named numbers in the form of a TensorFlow.js model: model.json tells names and shapes, other files hold the numbers."""

    def __init__(self, folder):
        folder = Path(folder)
        manifest = json.loads((folder / "model.json").read_text())["weightsManifest"][0]
        numbers = b"".join((folder / path).read_bytes() for path in manifest["paths"])
        self.all, at = {}, 0
        for weight in manifest["weights"]:
            count = math.prod(weight["shape"])
            if weight["dtype"] == "float32":
                self.all[weight["name"]] = torch.from_numpy(np.frombuffer(numbers, "<f4", count, at).reshape(weight["shape"]).copy())
            at += 4 * count

    def find(self, *parts):
        [name] = [name for name in self.all if all(part in name for part in parts)]
        return self.all[name]

    @staticmethod
    def write(folder, named):
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        arrays = {name: np.ascontiguousarray(tensor.detach().numpy(), "<f4") for name, tensor in named.items()}
        weights = [{"name": name, "shape": list(array.shape), "dtype": "float32"} for name, array in arrays.items()]
        (folder / "model.json").write_text(json.dumps({"weightsManifest": [{"paths": ["weights"], "weights": weights}]}))
        (folder / "weights").write_bytes(b"".join(array.tobytes() for array in arrays.values()))


class Layer(nn.Module):
    """One transformer layer: attention and a feed-forward net, each on the normalised input and added to it."""

    def __init__(self, weights, number):
        super().__init__()
        part = f"Layer_{number}/TransformerLayer/"
        names = {
            "norm": f"Encode/{part}layer_prepostprocess/layer_norm/layer_norm_scale",
            "norm_bias": f"Encode/{part}layer_prepostprocess/layer_norm/layer_norm_bias",
            "qkv": f"{part}MultiheadAttention/qkv_transform_single/kernel",
            "qkv_bias": f"{part}MultiheadAttention/qkv_transform_single/bias",
            "out": f"{part}MultiheadAttention/output_transform_single/kernel",
            "out_bias": f"{part}MultiheadAttention/output_transform_single/bias",
            "norm2": f"Encode/{part}FFN/layer_prepostprocess/layer_norm/layer_norm_scale",
            "norm2_bias": f"Encode/{part}FFN/layer_prepostprocess/layer_norm/layer_norm_bias",
            "wide": f"{part}FFN/conv1/Tensordot/Reshape_1",
            "wide_bias": f"{part}FFN/conv1/bias",
            "narrow": f"{part}FFN/conv2/Tensordot/Reshape_1",
            "narrow_bias": f"{part}FFN/conv2/bias",
        }
        # The first layer widens 256 to 512: what is added to goes through a dense layer.
        if number == 0:
            names |= {"widen": f"{part}dense/kernel", "widen_bias": f"{part}dense/bias"}
        self.names = names
        for name, place in names.items():
            self.register_parameter(name, nn.Parameter(weights.find(place).squeeze()))

    def forward(self, x, mask, drop):
        texts, pieces, width = x.shape
        inner = self.qkv.shape[1] // 3
        kept = x @ self.widen + self.widen_bias if hasattr(self, "widen") else x
        qkv = F.layer_norm(x, (width,), self.norm, self.norm_bias, 1e-6) @ self.qkv + self.qkv_bias
        query, key, value = qkv.view(texts, pieces, 3, HEADS, inner // HEADS).permute(2, 0, 3, 1, 4)
        attention = (query @ key.transpose(-1, -2) / math.sqrt(inner // HEADS) + mask).softmax(-1)
        context = (attention @ value).transpose(1, 2).reshape(texts, pieces, inner)
        x = kept + drop(context @ self.out + self.out_bias)
        hidden = F.relu(F.layer_norm(x, (x.shape[-1],), self.norm2, self.norm2_bias, 1e-6) @ self.wide + self.wide_bias)
        return x + drop(hidden @ self.narrow + self.narrow_bias)


class Signs(nn.Module):
    """The encoder's two layers; the mean over the pieces beside a mean that it weighs itself; one dense layer to the classes."""

    def __init__(self, weights, classes):
        super().__init__()
        # The published graph counts each row of the table twice.
        self.table = nn.Parameter(2 * weights.find("Embeddings_en"))
        self.register_buffer("inverse", weights.find("TimingSignal/ExpandDims_1").reshape(-1))
        self.layers = nn.ModuleList([Layer(weights, 0), Layer(weights, 1)])
        self.attention, self.head = nn.Linear(512, 1), nn.Linear(1024, classes)
        self.drop, self.drop_head = nn.Dropout(0.1), nn.Dropout(0.2)
        if any(name.startswith("signs/") for name in weights.all):
            for layer, name in ((self.attention, "attention"), (self.head, "head")):
                layer.weight = nn.Parameter(weights.find(f"signs/{name}/weights").t().contiguous())
                layer.bias = nn.Parameter(weights.find(f"signs/{name}/bias"))
        else:
            nn.init.zeros_(self.attention.weight)
            nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, ids, mask):
        angles = torch.arange(ids.shape[1]).float()[:, None] * self.inverse[None]
        x = self.drop(self.table[ids] + torch.cat([angles.sin(), angles.cos()], 1))
        hidden = (1 - mask) * -1e9
        for layer in self.layers:
            x = layer(x, hidden[:, None, None, :], self.drop)
        mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        shares = (self.attention(x)[..., 0] + hidden).softmax(1)
        return self.head(self.drop_head(torch.cat([mean, (x * shares[..., None]).sum(1)], 1)))

    def named(self):
        """The weights by the names that tools/encoder looks for."""
        named = {"module/Embeddings_en": self.table / 2, "AddTimingSignal/TimingSignal/ExpandDims_1": self.inverse.reshape(1, -1)}
        for layer in self.layers:
            named |= {place: getattr(layer, name) for name, place in layer.names.items()}
        for layer, name in ((self.attention, "attention"), (self.head, "head")):
            named |= {f"signs/{name}/weights": layer.weight.t(), f"signs/{name}/bias": layer.bias}
        return named


def padded(cut):
    """The ids of several texts as one table, and where it holds any."""
    ids = torch.zeros(len(cut), max(map(len, cut)), dtype=torch.long)
    mask = torch.zeros(ids.shape)
    for row, pieces in enumerate(cut):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        mask[row, : len(pieces)] = 1
    return ids, mask
