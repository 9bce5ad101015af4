# SPDX-License-Identifier: Apache-2.0
"""docs/ODD.md holds what the program says of itself, and leaves out nothing that the program has."""
import subprocess
import unittest

from command_case import CLASS, PROGRAM, SOURCE, CommandCase


class Description(CommandCase):
    def setUp(self):
        super().setUp()
        self.text = (SOURCE / "docs" / "ODD.md").read_text(encoding="utf-8")

    def sections(self, text):
        file = self.write("ODD.md", text)
        return subprocess.run([SOURCE / "scripts" / "odd_sections", PROGRAM, file], capture_output=True, encoding="utf-8",
                              check=False)

    def changed(self, old, new):
        self.assertIn(old, self.text)
        return self.text.replace(old, new)

    def test_a_stale_table_is_written_anew(self):
        answer = self.sections(self.changed("| interception | 0.1 |", "| interception | 0.2 |"))
        self.assertEqual((answer.returncode, answer.stdout), (0, self.text), answer.stderr)

    def test_a_block_without_its_section_is_told(self):
        answer = self.sections(self.changed("<!-- generated: parameters travel -->", "<!-- generated: series -->"))
        self.assertEqual((answer.returncode, answer.stdout), (1, ""))
        self.assertIn("no section <!-- generated: parameters travel -->", answer.stderr)
        self.assertIn("two sections series", answer.stderr)

    def test_a_section_of_no_block_is_told(self):
        answer = self.sections(self.changed("generated: parameters travel", "generated: parameters voyage"))
        self.assertEqual(answer.returncode, 1)
        self.assertIn("does not have: parameters voyage", answer.stderr)

    def test_a_step_that_stands_only_in_the_generated_table_is_told(self):
        # In the table the name is the last of its row; in the text it is not.
        table_row = "| count | `keep_waiting`, `tally` |"
        text = self.changed(table_row, "| count | @ |").replace("`tally`", "tally").replace("| count | @ |", table_row)
        answer = self.sections(text)
        self.assertEqual(answer.returncode, 1)
        self.assertIn("step `tally` is described nowhere", answer.stderr)

    def test_a_section_without_an_end_is_told(self):
        answer = self.sections(self.text.replace("<!-- end generated -->", "", 1))
        self.assertEqual(answer.returncode, 1)
        self.assertIn("a marker out of turn", answer.stderr)


if __name__ == "__main__":
    unittest.main(argv=["odd_test.py", CLASS])
