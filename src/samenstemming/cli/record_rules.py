"""What `record` cannot do at once: the key of the sentence that says so."""

from argparse import Namespace

from samenstemming.cli.study_arguments import refused_together


def record_refusal(arguments: Namespace) -> str | None:
    """The key of why these cannot be asked for at once; None where they can."""
    if arguments.no_straps == bool(arguments.a or arguments.b):
        return "cli.usage.straps_or_none"
    if arguments.alignment_check:
        if arguments.a is None or arguments.b is None:
            return "alignment.usage.two"
        if arguments.ecg:
            return "alignment.usage.no_ecg"
    if arguments.settings is not None and arguments.resume is not None:
        return "settings.with_resume"
    if arguments.settings is not None and arguments.study is not None:
        return "settings.with_study"
    return refused_together(arguments)
