#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The command as its users see it: what it prints, how it exits, what it leaves behind.

usage: command_test.py PROGRAM SOURCE_FOLDER CLASS
"""
import csv
import filecmp
import json
import os
import subprocess
import sys
import time
import unittest

from command_case import CLASS, LAB, NORTH_SEA, PROGRAM, SOURCE, CommandCase


class Answers(CommandCase):
    def test_run_leaves_a_file_named_after_the_scenario_and_prints_one_row_an_arm(self):
        answer = self.waterbed("run", LAB / "frozen_beliefs.yaml")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertTrue(self.path("frozen_beliefs.h5").exists())
        self.assertEqual(os.listdir(self.folder.name), ["frozen_beliefs.h5"])
        self.assertIn("as_it_is", answer.stdout)
        self.assertIn("tightened", answer.stdout)

    def test_one_replicate_is_not_told_in_the_plural(self):
        answer = self.waterbed("run", LAB / "nested.yaml", "--replicates", 1)
        self.assertIn("1 replicate in ", answer.stderr)
        self.assertIn(", 1 replicate (", answer.stdout)
        self.assertIn("2 replicates in ", self.waterbed("run", LAB / "nested.yaml", "--replicates", 2).stderr)

    def test_quiet_says_nothing_on_standard_error(self):
        answer = self.waterbed("run", LAB / "frozen_beliefs.yaml", "--quiet")
        self.assertEqual(answer.stderr, "")

    def test_tables_are_json_and_csv_on_demand(self):
        self.run_scenario(LAB / "frozen_beliefs.yaml", "r.h5", "--replicates", 3)
        for words in (["show", "r.h5"], ["compare", "r.h5", "--arm", "tightened"], ["list", "steps"],
                      ["list", "parameters"]):
            json.loads(self.waterbed(*words, "--format", "json").stdout)
            self.assertIn(",", self.waterbed(*words, "--format", "csv").stdout + ",")

    def test_show_tells_what_was_first_published_of_seizures_that_are_written_down_late(self):
        self.run_scenario(LAB / "recording.yaml", "r.h5")
        rows = json.loads(self.waterbed("show", "r.h5", "--format", "json").stdout)["seizures"]
        self.assertEqual([row["place"] for row in rows], ["port", "total"])
        # By the header of the scenario: 40 weeks x 1000 lots x .5 found x .5 recorded, of these .4096; four
        # standard errors of 87 lots and of .5 %.
        self.assertAlmostEqual(rows[0]["recorded_lots"], 10000, delta=350)
        self.assertEqual(rows[0]["mean_recorded_lot_kg"], 150)
        self.assertAlmostEqual(rows[0]["first_published_percent"], 40.96, delta=2)

    def test_text_tables_fit_a_hundred_columns(self):
        self.run_scenario(LAB / "no_deterrence.yaml", "r.h5", "--replicates", 3)
        self.run_scenario(LAB / "recording.yaml", "late.h5")
        for words in (["show", "r.h5"], ["show", "late.h5"], ["compare", "r.h5"]):
            for line in self.waterbed(*words).stdout.splitlines():
                self.assertLessEqual(len(line), 100, line)

    def test_check_says_what_would_run_and_what_it_costs(self):
        scenario = LAB / "no_deterrence.yaml"
        rows = json.loads(self.waterbed("check", scenario, "--replicates", 5, "--format", "json").stdout)
        value = {row["what"]: row["value"] for row in rows}
        self.assertEqual((value["arms"], value["replicates"], value["lanes"]), (2, 5, 4), value)  # 2 places x 2 methods
        size = self.run_scenario(scenario, "r.h5", "--replicates", 5).stat().st_size
        self.assertTrue(size / 3 < value["result file"] < size * 3, (size, value["result file"]))
        self.assertTrue(0 < value["time"] < 600 and 1e6 < value["memory"] < 1e9, value)

    def test_check_writes_nothing(self):
        self.assertEqual(self.waterbed("check", LAB / "nested.yaml").returncode, 0)
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_check_can_tell_where_every_value_comes_from(self):
        answer = self.waterbed("check", LAB / "nested.yaml", "--resolved", "--set", "choice.eta=0.25",
                               "--set", "arms.first_costs_more.choice.eta=0.5", "--weeks", 7)
        lines = {line.split()[0]: line.split()[1:] for line in answer.stdout.splitlines()}
        self.assertEqual(lines["choice.eta"], ["0.25", "--set:1"])
        self.assertEqual(lines["arms.first_costs_more.choice.eta"], ["0.5", "--set:2"])
        self.assertEqual(lines["weeks"], ["7", "option"])
        self.assertEqual(lines["choice.gamma"], ["1", "default"])
        self.assertRegex(lines["methods.first.freight_eur_per_kg"][-1], r"^nested.yaml:\d+$")

    def test_set_gives_the_same_result_as_the_file_that_says_so(self):
        by_option = self.run_scenario(LAB / "nested.yaml", "a.h5", "--set", "choice.eta=0.25")
        text = (LAB / "nested.yaml").read_text(encoding="utf-8").replace("eta: 0\n", "eta: 0.25\n")
        self.assertEqual(self.digests(by_option), self.digests(self.run_scenario(self.write("b.yaml", text), "b.h5")))
        self.assertNotEqual(self.digests(by_option), self.digests(self.run_scenario(LAB / "nested.yaml", "c.h5")))

    def test_every_topic_is_listed_in_tables_of_a_hundred_columns(self):
        expected = {"parameters": "attempted_flow_t_per_year", "methods": "crew_share", "instruments": "targeting_quality",
                    "rules": "agencies.<name>.rule", "measures": "ramp_weeks", "shocks": "every arm", "steps": "apply_measures",
                    "series": "recorded_upstream_g"}
        for topic, word in expected.items():
            answer = self.waterbed("list", topic)
            self.assertIn(word, answer.stdout, topic)
            self.assertLessEqual(max(map(len, answer.stdout.splitlines())), 100, topic)
            json.loads(self.waterbed("list", topic, "--format", "json").stdout)

    def test_series_of_runs_and_of_pairs_are_listed(self):
        rows = json.loads(self.waterbed("list", "series", "--format", "json").stdout)
        of = {row["name"]: (row["of"], row["axes"]) for row in rows}
        self.assertEqual(len(of), len(rows))
        self.assertEqual(of["seized_g"], ("run", "period stage lane"))
        self.assertEqual(of["displaced_g"], ("pair", "period estimate shift_kind"))
        self.assertEqual(of["shift_g"], ("pair", "year lane_in_a lane_in_b"))

    def test_the_page_of_the_format_tells_every_series_of_pairs(self):
        page = (SOURCE / "output" / "FORMAT.md").read_text(encoding="utf-8")
        for row in json.loads(self.waterbed("list", "series", "--format", "json").stdout):
            if row["of"] == "pair":
                self.assertIn(f"`{row['name']}`", page)
            for axis in row["axes"].split():
                self.assertIn(f"`{axis}`", page)

    def test_a_scenario_s_methods_instruments_and_measures_are_listed(self):
        scenario = LAB / "seizures_mislead.yaml"
        for topic, words in {"measures": ("measures.flow_falls", "In the arms"), "instruments": ("kind", "probability"),
                             "methods": ("methods.",)}.items():
            answer = self.waterbed("list", topic, scenario)
            for word in words:
                self.assertIn(word, answer.stdout, topic)
        rows = list(csv.DictReader(self.waterbed("list", "measures", scenario, "--format", "csv").stdout.splitlines()))
        self.assertEqual(rows[0]["name"], "flow_falls")
        storm = "shocks={storm: {from: 2000-02-07, change: {inland.risk: {set: 0.5}}}}"
        self.assertEqual(self.waterbed("check", scenario, "--set", storm).returncode, 0)

    def test_version_and_help_exit_with_0(self):
        self.assertIn("results version", self.waterbed("--version").stdout)
        for words in (["--help"], ["run", "--help"]):
            self.assertEqual(self.waterbed(*words).returncode, 0)

    def test_results_open_in_every_reader(self):
        file = self.run_scenario(LAB / "no_deterrence.yaml", "r.h5", "--replicates", 2)
        answer = subprocess.run(["/usr/bin/python3", SOURCE / "tests/output/readers_test.py", file],
                                capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)

    def test_a_period_can_be_compared(self):
        self.run_scenario(LAB / "no_deterrence.yaml", "r.h5", "--replicates", 3)
        answer = self.waterbed("compare", "r.h5", "--from", "2001-04-02", "--until", "2002-04-01")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(self.waterbed("compare", "r.h5", "--from", "spring").returncode, 2)


class Equality(CommandCase):
    SHORT = ("--replicates", 4, "--weeks", 13)
    WEEKS = (*SHORT, "--arms", "as_of_2021,rotterdam_antwerp")

    def test_files_are_byte_equal_for_any_number_of_threads(self):
        one = self.run_scenario(NORTH_SEA, "one.h5", *self.WEEKS, "--threads", 1)
        for threads in (2, 3, 64):
            other = self.run_scenario(NORTH_SEA, f"threads {threads}.h5", *self.WEEKS, "--threads", threads)
            self.assertTrue(filecmp.cmp(one, other, shallow=False), threads)

    def test_digests_do_not_depend_on_the_processor_or_the_libraries_variants(self):
        expected = self.digests(self.run_scenario(NORTH_SEA, "a.h5", *self.WEEKS))
        for environment in ({"WATERBED_ISA": "plain"}, {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"},
                            {"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}):
            self.assertEqual(self.digests(self.run_scenario(NORTH_SEA, "b.h5", *self.WEEKS, **environment)), expected,
                             environment)

    def test_german_and_turkish_locales_change_nothing(self):
        expected = self.run_scenario(LAB / "no_deterrence.yaml", "a.h5")
        for name in ("de_DE", "tr_TR"):
            self.make_locale(name)
            # The C library itself leaks the search path it makes of LOCPATH.
            other = self.run_scenario(LAB / "no_deterrence.yaml", "b.h5", LOCPATH=self.folder.name,
                                      LC_ALL=f"{name}.UTF-8", ASAN_OPTIONS="detect_leaks=0")
            self.assertTrue(filecmp.cmp(expected, other, shallow=False), name)

    def test_scenarios_are_read_alike_under_german_and_turkish_locales(self):
        # Capital I is no capital of i in Turkish, and 0,5 a number in German.
        wrong = self.write("wrong.yaml", "waterbed: 1\nstart: 2016-01-04\nINLAND: {RISK: 0,5}\ntItle: x\nchoice: {nu: 0.5}\n"
                           "places: {IZMIR: {latitude_deg: 38.4, longitude_deg: 27.1, kind: PORTI}}\n")
        questions = (("check", wrong), ("check", NORTH_SEA, "--resolved"), ("list", "parameters"), ("schema",))
        expected = [(answer.stdout, answer.stderr) for answer in (self.waterbed(*words) for words in questions)]
        for name in ("de_DE", "tr_TR"):
            self.make_locale(name)
            for words, before in zip(questions, expected):
                answer = self.waterbed(*words, LOCPATH=self.folder.name, LC_ALL=f"{name}.UTF-8",
                                       ASAN_OPTIONS="detect_leaks=0")
                self.assertEqual((answer.stdout, answer.stderr), before, (name, words))

    def make_locale(self, name):
        subprocess.run(["localedef", "-i", name, "-f", "UTF-8", str(self.path(f"{name}.UTF-8"))], check=True,
                       capture_output=True)

    def test_an_arm_alone_is_the_arm_in_company(self):
        together = self.digests(self.run_scenario(NORTH_SEA, "a.h5", *self.WEEKS))
        alone = self.digests(self.run_scenario(NORTH_SEA, "b.h5", *self.SHORT, "--arms", "rotterdam_antwerp"))
        self.assertIn(alone[0], together)


class Failures(CommandCase):
    def refused(self, *words, saying, **environment):
        before = sorted(os.listdir(self.folder.name))
        answer = self.waterbed(*words, **environment)
        self.assertEqual(answer.returncode, 2, answer.stderr)
        self.assertIn(saying, answer.stderr)
        self.assertEqual(sorted(os.listdir(self.folder.name)), before)

    def test_mistakes_of_the_user_exit_with_2_and_write_nothing(self):
        wrong = self.write("wrong.yaml", "waterbed: 1\nstart: 2016-01-04\nreplicats: 3\n")
        self.refused("run", wrong, saying="wrong.yaml:3:1: ")
        self.refused("run", "missing.yaml", saying="missing.yaml")
        for nameless in ("", self.folder.name + "/"):
            self.refused("check", nameless, saying="a scenario is a file")
        self.refused("run", LAB / "nested.yaml", "-o", "", saying="needs a name")
        os.mkfifo(self.path("pipe"))
        self.refused("run", LAB / "nested.yaml", "-o", "pipe", saying="no regular file")
        self.refused("run", self.folder.name, saying="folder")
        self.refused("run", LAB / "nested.yaml", "--arms", "nobody", saying="nobody")
        self.refused("run", LAB / "nested.yaml", "--replicates", "many", saying="--replicates")
        for goal in ("5", "5%%", "0%", "-5%", "nan%", "200%", "kept_out=", "=5%", "kept=5%"):
            self.refused("run", LAB / "no_deterrence.yaml", "--until-halfwidth", goal, saying="--until-halfwidth: ")
        self.refused("run", LAB / "no_deterrence.yaml", "--until-halfwidth", "5%", "--weeks", 52, saying="never differ")
        self.refused("run", LAB / "no_deterrence.yaml", "--until-halfwidth", "5%", "--replicates", 9,
                     "--replicates-at-most", 8, saying="9 are to be made first")
        self.refused("run", LAB / "no_deterrence.yaml", "--replicates-at-most", 8, saying="--until-halfwidth")
        self.refused("run", LAB / "nested.yaml", saying="WATERBED_ISA=sse9", WATERBED_ISA="sse9")
        self.refused("fly", saying="fly is no command")
        self.write("--set", "waterbed: 1\n")
        self.refused("run", "./--set", saying="cannot have the name of the option")
        self.refused("list", "flies", saying="flies")
        self.refused("list", "rules", LAB / "nested.yaml", saying="takes no scenario")
        self.refused(saying="subcommand")
        self.refused("show", wrong, saying="wrong.yaml")

    def test_what_is_over_the_limits_or_hostile_is_refused_at_once(self):
        head = "waterbed: 1\nstart: 2016-01-04\n"
        four = 4 * 2 ** 20 - 100

        def filled(begin, unit):
            return begin + unit * ((four - len(begin)) // len(unit))

        bomb = "a: &a [x,x]\n" + "".join(f"{new}: &{new} [*{old},*{old}]\n" for old, new in zip("abcdefghi", "bcdefghij"))
        for text, saying in ((" " * 100 * 2 ** 20, "more than the 4 MB allowed"), (head + "a: " + "[" * 200000, "nesting"),
                             (head + bomb, "aliases (*) are not allowed"), (filled(head + "arms: [", "a, "), "keys and values"),
                             (filled(head, "# remark\n"), "no route exists"), (filled(head + "places:\n", "  - {a: b}\n"), "keys"),
                             (filled(head + 'title: "', "ab c "), "not closed"), (filled(head, "key: 1\n"), "key is repeated")):
            self.write("hostile.yaml", text)
            begin = time.monotonic()
            self.refused("check", "hostile.yaml", saying=saying)
            # Each takes less than a second in release; a sanitizer on a busy machine takes longer.
            self.assertLess(time.monotonic() - begin, 20, saying)

    def test_a_world_without_routes_is_a_mistake(self):
        empty = self.write("empty.yaml", "waterbed: 1\nstart: 2016-01-04\n")
        self.refused("run", empty, saying="no route exists: no place has the role source")

    def test_what_contradicts_the_roles_of_places_is_refused_at_its_line(self):
        text = (LAB / "transit.yaml").read_text(encoding="utf-8")
        lines = text.splitlines()
        passages = lines.index("passages:")
        for wrong, saying in (("  port/origin: {sea_days: 1}", "begins at an entry place"),
                              ("  halfway/origin: {sea_days: 1}", "leads to a source"),
                              ("  halfway/halfway: {sea_days: 1}", "from a place to itself")):
            changed = [*lines[:passages + 1], wrong, *lines[passages + 1:]]
            self.refused("check", self.write("s.yaml", "\n".join(changed) + "\n"), saying=saying)
            self.refused("check", "s.yaml", saying=f"s.yaml:{passages + 2}: passages.")
        self.refused("check", LAB / "transit.yaml", "--set", "commodities.tea={}", saying="commodities.tea: no market buys it")
        self.refused("check", LAB / "transit.yaml", "--set", "instruments.control.origins=[port]",
                     saying="instruments.control.origins: port is an entry place")
        self.refused("check", LAB / "transit.yaml", "--set", "instruments.control.places=[halfway]",
                     saying="--set:1: instruments.control.places: halfway is no entry place")

    def test_what_is_impossible_is_told_at_the_line_that_makes_it_so(self):
        self.write("base.yaml", (LAB / "transit.yaml").read_text(encoding="utf-8"))
        head = "waterbed: 1\nextends: base.yaml\n"
        flow = "consignments.attempted_flow_t_per_year: {set: 900000}"
        case = self.write("case.yaml", head + "in_every_arm: [m]\nconsignments: {draw: poisson}\nmeasures:\n  m:\n"
                          f"    from: 2000-03-06\n    change:\n      {flow}\n")
        self.refused("check", case, saying="case.yaml:9: consignments: attempted_flow_t_per_year over the mean size")
        self.refused("check", case, saying="(arm base, from the week of 2000-03-06)")
        # What is left out is told at its entry.
        case = self.write("case.yaml", head + "agencies: {customs: {}}\nstrata: {halfway/port/legal: {legal_units_per_week: 1}}\n"
                          "streams: {legal: {}}\ninstruments:\n"
                          "  scan: {kind: scanner, agency: customs, stream: legal, capacity_units_per_week: 1}\n")
        self.refused("check", case, saying="case.yaml:7: instruments.scan.places names no place")

    def test_a_missing_folder_is_the_machines_failure(self):
        answer = self.waterbed("run", LAB / "nested.yaml", "-o", "nowhere/r.h5")
        self.assertEqual(answer.returncode, 3, answer.stderr)
        self.assertIn("nowhere", answer.stderr)

    def test_a_full_disk_is_told_and_leaves_the_old_file(self):
        answer = subprocess.run(
            ["bash", "-c", 'ulimit -f 8; exec "$0" run "$1" -o r.h5 --quiet', str(PROGRAM),
             str(LAB / "no_deterrence.yaml")], cwd=self.folder.name, capture_output=True, text=True, check=False)
        self.assertEqual(answer.returncode, 3, answer.stderr)
        self.assertIn("r.h5", answer.stderr)
        self.assertEqual(os.listdir(self.folder.name), [])

    def test_a_result_never_replaces_a_file_of_the_scenario(self):
        scenario = self.write("mine.yaml", (LAB / "nested.yaml").read_text(encoding="utf-8"))
        text = scenario.read_text(encoding="utf-8")
        self.refused("run", scenario, "-o", scenario, saying="file of the scenario")
        self.assertEqual(scenario.read_text(encoding="utf-8"), text)
        self.refused("run", scenario, "-o", self.folder.name, saying="is a folder")

    def test_a_measure_that_never_acts_is_told(self):
        text = (LAB / "seizures_mislead.yaml").read_text(encoding="utf-8").replace("from: 2000-01-03", "from: 2100-01-04")
        answer = self.waterbed("run", self.write("late.yaml", text))
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("measures.flow_falls is in force in no week", answer.stderr)

    def test_arms_that_are_all_alike_are_told(self):
        for command in ("check", "run"):
            answer = self.waterbed(command, NORTH_SEA, "--replicates", 1, "--weeks", 5, "--arms", "rotterdam,as_of_2021")
            self.assertIn("all arms are alike", answer.stderr)
        self.assertNotIn("alike", self.waterbed("check", NORTH_SEA).stderr)

    def test_arms_do_not_take_the_scenario_for_one_of_them(self):
        answer = self.waterbed("check", "--arms", "rotterdam,as_of_2021", NORTH_SEA)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn("as_of_2021 - rotterdam", answer.stdout)

    def test_closed_and_full_streams_do_no_harm(self):
        def shell(redirection):
            return subprocess.run(["bash", "-c", f'"$0" run "$1" -o r.h5 {redirection}', str(PROGRAM),
                                   str(LAB / "nested.yaml")], cwd=self.folder.name, check=False).returncode
        for redirection in ("2>&- >/dev/null", "2>/dev/full >/dev/null"):
            self.assertEqual(shell(redirection), 0, redirection)
        for redirection in (">/dev/full 2>/dev/null", ">&- 2>/dev/null", "<&- >&- 2>&-"):
            self.assertEqual(shell(redirection), 3, redirection)
        self.assertEqual(self.waterbed("show", "r.h5").returncode, 0)

    def test_a_damaged_result_is_refused(self):
        self.run_scenario(LAB / "nested.yaml", "r.h5")
        whole = self.path("r.h5").read_bytes()
        self.path("r.h5").write_bytes(whole[:len(whole) // 2])
        self.refused("show", "r.h5", saying="r.h5: it has no seal at its end, so it was cut short")
        middle = len(whole) // 2
        self.path("r.h5").write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1:])
        for command in ("show", "compare"):
            self.refused(command, "r.h5", saying="r.h5: it is damaged, as its bytes do not fit the seal at its end")

    def test_a_result_that_another_program_opened_for_writing_is_refused(self):
        import h5py
        file = self.run_scenario(LAB / "nested.yaml", "r.h5")
        h5py.File(file, "r").close()
        self.assertEqual(self.waterbed("show", "r.h5").returncode, 0)
        h5py.File(file, "r+").close()
        self.refused("show", "r.h5", saying="no seal at its end, so it was cut short, or another program wrote or changed")


class Pages(CommandCase):
    def test_the_readme_begins_with_commands_that_exist(self):
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        for command in ("scripts/run scenarios/north_sea.yaml", "scripts/test"):
            self.assertIn(command, text)
            self.assertTrue(os.access(SOURCE / command.split()[0], os.X_OK))
        self.assertTrue(NORTH_SEA.exists())

    def test_every_waterbed_command_of_the_readme_runs(self):
        text = (SOURCE / "README.md").read_text(encoding="utf-8")
        lines = [line.removeprefix("$ ").strip() for line in text.splitlines() if line.startswith("$ waterbed ")]
        self.assertGreater(len(lines), 2)
        for name in ("scenarios", "scripts"):
            self.path(name).symlink_to(SOURCE / name)
        blocks = [block.split("```")[0] for block in text.split("```yaml\n")[1:]]
        self.assertEqual(len(blocks), 2)
        for name, block in zip(("my_scans.yaml", "my_sweep.yaml"), blocks):
            self.assertTrue(block.startswith(f"# {name}\n"), block)
            self.write(name, block)
        self.run_scenario(NORTH_SEA, "north_sea.h5", "--replicates", 2, "--weeks", 330)
        for line in lines:
            answer = subprocess.run(["bash", "-c", line.replace("waterbed", '"$0"', 1), str(PROGRAM)],
                                    cwd=self.folder.name, capture_output=True, text=True, check=False)
            self.assertEqual(answer.returncode, 0, line + "\n" + answer.stderr)
        self.assertTrue((self.path("pictures") / "response_kept_out@first_choice.eta.png").exists())
        code = text.split("```python\n")[1].split("```")[0]
        answer = subprocess.run(["/usr/bin/python3", "-c", code], cwd=self.folder.name, capture_output=True, text=True,
                                check=False)
        self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_the_scenarios_of_the_language_page_are_right(self):
        text = (SOURCE / "scenarios/README.md").read_text(encoding="utf-8")
        blocks = [block.split("```")[0] for block in text.split("```yaml\n")[1:]]
        self.assertEqual(len(blocks), 2)
        for name, block in zip(("my_ports.yaml", "my_case.yaml"), blocks):
            self.assertTrue(block.startswith(f"# {name}\n"), block)
            self.write(name, block)
            answer = self.waterbed("check", name)
            self.assertEqual(answer.returncode, 0, answer.stderr)
        answer = self.waterbed("check", "my_case.yaml", "--resolved", "--set", "choice.eta=0.2", "--set", "arms.gates.choice.eta=0.4",
                               "--set", "consignments.attempted_flow_t_per_year={value: 80, low: 40}")
        self.assertIn("measures.gates.instruments.antwerp_gates.probability", answer.stdout)
        self.assertIn("add 0.3 (0.1 to 0.5)", answer.stdout)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], CLASS], verbosity=1)
