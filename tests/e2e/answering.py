"""A round with people on a site of its own; run as a program in the environment of the site."""

import sys
from datetime import date, timedelta

AREA = "351010000"


def main(password: str) -> None:
    """Prints the number of a report and of the question whose answer is a level."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from qala.web.collection.actions.make_round import MakeRound, Plan
    from qala.web.collection.actions.run_round import MoveRound
    from qala.web.collection.models import Stage
    from qala.web.people import services

    now = timezone.now()
    officer = services.add("officer", "Officer", ("programme_officer",), password)
    for name in ("aigul", "bolat"):
        one = services.add(name, name.title(), (), password)
        services.grant(None, one, services.Asked("contributor", AREA), now)
    until = {
        step: date(2030, 1, 1) + timedelta(weeks=week)
        for week, step in enumerate(("answer", "sign", "verify", "appeal"))
    }
    titles = {"kk": "2019 жылғы сынақ раунды", "ru": "Пробный раунд 2019 года", "en": "Trial round of 2019"}
    made = MakeRound(officer, Plan("trial-2019", titles, ("kz-2017",), "kz", (AREA,), "2019", until), now).do()
    MoveRound(officer, made.name, Stage.OPEN, now).do()
    light = made.questions.get(fact="en-i-light")
    share = made.questions.get(fact="residents-served-by-waste-collection")
    sys.stdout.write(f"{light.report_id} {light.pk} {share.pk}\n")


def withdraw(username: str) -> None:
    """Takes all rights of somebody back and leaves them those of a verifier."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "qala.web.settings"
    import django

    django.setup()
    from django.utils import timezone

    from qala.web.people import services
    from qala.web.people.models import Grant

    Grant.objects.filter(person__username=username).update(ended_at=timezone.now())
    services.grant(None, services.named(username), services.Asked("verifier"), timezone.now())


if __name__ == "__main__":
    {"make": main, "withdraw": withdraw}[sys.argv[1]](sys.argv[2])
