"""The entry in a desktop's menu."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "cli.desktop-entry": (
        "de app in het menu van een Linux-bureaublad zetten, of eruit halen",
        "put the app into the menu of a Linux desktop, or take it out",
    ),
    "desktop.arg.action": (
        "install zet hem erin, remove haalt hem eruit",
        "install puts it in, remove takes it out",
    ),
    "desktop.only_linux": (
        "Dit kan alleen op Linux. Maak elders zelf een snelkoppeling naar "
        "'samenstemming'.",
        "This works on Linux only. Elsewhere, make a shortcut to 'samenstemming' "
        "yourself.",
    ),
    "desktop.installed": (
        "Samenstemming staat in het menu van dit bureaublad.",
        "Samenstemming is in the menu of this desktop.",
    ),
    "desktop.removed": (
        "Samenstemming is uit het menu gehaald.",
        "Samenstemming was taken out of the menu.",
    ),
    "desktop.none": (
        "Samenstemming stond niet in het menu.",
        "Samenstemming was not in the menu.",
    ),
    "desktop.failed": (
        "{path} kan niet worden veranderd: {why}.",
        "{path} cannot be changed: {why}.",
    ),
}
