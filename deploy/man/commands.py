#!/usr/bin/env python3
"""Writes the section COMMANDS of a manual page from the program's own help.

    muster --experimental-dump-help | commands.py PAGE

In PAGE the line `.\\" COMMANDS` is replaced. The page therefore lists exactly the commands that the program has.
"""
import json
import sys


def escaped(text):
    """Text that troff prints as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def name(argument):
    preferred = argument.get("preferredName")
    if not preferred:
        return None
    return ("-" if preferred["kind"] in ("short", "longWithSingleDash") else "--") + preferred["name"]


def synopsis(argument):
    """An argument as it stands in a line of usage, with macros for its typefaces."""
    value = "\\fI" + escaped(argument.get("valueName") or "value") + "\\fR"
    if argument["kind"] == "positional":
        text = value + ("..." if argument.get("isRepeating") else "")
    else:
        names = argument.get("names") or []
        every = [("-" if each["kind"] in ("short", "longWithSingleDash") else "--") + each["name"] for each in names]
        text = ", ".join("\\fB" + escaped(each) + "\\fR" for each in every)
        if argument["kind"] == "option":
            text += " " + value
    return text


# Explained once, in the page itself.
COMMON = ("--help", "--version", "--config", "--output", "--timeout")


def shown(arguments):
    return [each for each in arguments if each.get("shouldDisplay", True) and name(each) not in COMMON]


def usage(path, command):
    words = ["\\fB" + escaped(" ".join(path)) + "\\fR"]
    arguments = shown(command.get("arguments") or [])
    if any(each["kind"] != "positional" for each in arguments):
        words.append("[\\fIoptions\\fR]")
    for each in arguments:
        if each["kind"] == "positional":
            text = synopsis(each)
            words.append("[" + text + "]" if each.get("isOptional") else text)
    return " ".join(words)


def describe(path, command, out):
    subcommands = [each for each in command.get("subcommands") or [] if each.get("shouldDisplay", True) and each["commandName"] != "help"]
    arguments = shown(command.get("arguments") or [])
    if len(path) > 1 and (arguments or not subcommands):
        out.append(".SS " + usage(path, command).replace('"', '\\(dq'))
        if command.get("abstract"):
            out.append(escaped(command["abstract"]))
        if command.get("discussion"):
            for paragraph in command["discussion"].strip().split("\n\n"):
                out.append(".PP")
                out.append(escaped(paragraph))
        for each in arguments:
            out.append(".TP")
            out.append(synopsis(each))
            words = each.get("abstract") or ""
            default = each.get("defaultValue")
            if default not in (None, ""):
                words += (" " if words else "") + "(default: " + default + ")"
            values = each.get("allValues") or []
            if values:
                words += (" " if words else "") + "One of " + ", ".join(values) + "."
            out.append(escaped(words) if words else "\\&")
    for each in subcommands:
        describe(path + [each["commandName"]], each, out)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    command = json.load(sys.stdin)["command"]
    out = []
    describe([command["commandName"]], command, out)
    with open(sys.argv[1], encoding="utf-8") as file:
        page = file.read()
    mark = '.\\" COMMANDS\n'
    if page.count(mark) != 1:
        sys.exit(f"commands.py: {sys.argv[1]} has no line `{mark.strip()}`, or several; put one where the commands belong")
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(page.replace(mark, "\n".join(out) + "\n"))


if __name__ == "__main__":
    main()
