"""The rules, an entry each."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.rules.rule import ProjectRule

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES: Mapping[str, ProjectRule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            ProjectRule(
                "absence",
                say(
                    "a row of `absences.csv` that calls missing what a fact states, or names as nearest what is not there"
                ),
            ),
            ProjectRule(
                "address", say("the preview cannot listen at the host and port it was given")
            ),
            ProjectRule(
                "alias",
                say(
                    "a row of `aliases.csv` for nothing, for two things at once, without names, or for a page that is not there"
                ),
            ),
            ProjectRule("ambiguous-fact", say("a key that means more than one fact")),
            ProjectRule(
                "asset",
                say(
                    "an image that cannot be shown, a file of JSON that is none, or a script that no browser reads"
                ),
                floor="warning",
            ),
            ProjectRule(
                "audit-coverage",
                say("the coverage recorded of a source is not what the audit finds"),
            ),
            ProjectRule(
                "audit-hint", say("a row of `hints.csv` about which nothing hints any more")
            ),
            ProjectRule(
                "audit-leftout",
                say("a row of `leftout.csv` leaves out another number of numerals than it says"),
            ),
            ProjectRule(
                "audit-open", say("a numeral of a text that no fact states and no row leaves out")
            ),
            ProjectRule(
                "audit-order", say("rows of a source that do not stand in the order of its text")
            ),
            ProjectRule("audit-phrase", say("a phrase that does not stand in the text once")),
            ProjectRule("audit-text", say("a source whose text is not there, or not UTF-8")),
            ProjectRule(
                "bound",
                say(
                    "a value where the bound wants two ends, or the reverse; ends in the wrong order"
                ),
            ),
            ProjectRule(
                "catalog",
                say(
                    "a catalogue that cannot be read, a translation that loses a placeholder, or one of a text that no page shows"
                ),
            ),
            ProjectRule(
                "cell",
                say(
                    "a cell that is empty, has white space around it, or is not of its column's type"
                ),
            ),
            ProjectRule(
                "character", say("a character that no page can hold, such as a control character")
            ),
            ProjectRule(
                "chart-alt",
                say("a chart without a description, or with one that repeats its title"),
            ),
            ProjectRule(
                "chart-compare",
                say(
                    "a chart of figures that must not be compared: a pair of `comparability.csv`, growth beside amounts"
                ),
            ),
            ProjectRule(
                "chart-facts",
                say(
                    "a chart of facts that its kind cannot show: a path of other than one indicator and area with a target and a baseline, a row of rates that are not of one thing and time, a target whose progress is not known, parts that are none of the whole, a date of what is not due"
                ),
            ),
            ProjectRule(
                "chart-name",
                say(
                    "a chart without a name, two with one name, one called as the site calls a chart of its own, or otherwise in another language"
                ),
            ),
            ProjectRule("chart-title", say("a chart without a title")),
            ProjectRule("chart-unit", say("a chart of facts in different units")),
            ProjectRule("comment", say("a comment, `<!-- … -->`, that does not end where it can")),
            ProjectRule(
                "config",
                say(
                    "a setting that is missing, misspelt, or of no meaning; a path that leads out of the project, or where a build would clear files"
                ),
                warnings="warning",
            ),
            ProjectRule(
                "claim",
                say("words that the facts do not carry, or a claim that is not written as one"),
            ),
            ProjectRule(
                "claim-compare",
                say("a claim that sets figures side by side that must not be compared"),
            ),
            ProjectRule("claim-unsure", say("a claim that bounds of its figures leave open")),
            ProjectRule(
                "conflict",
                say(
                    "facts of one subject that no number satisfies and `conflicts.csv` does not declare"
                ),
            ),
            ProjectRule("count", say("a count of what there is not")),
            ProjectRule(
                "dead-anchor", say("a link to an anchor that is not on its page"), floor="warning"
            ),
            ProjectRule(
                "dead-link", say("a link to a file that the site does not have"), floor="warning"
            ),
            ProjectRule(
                "defect", say("the generator itself failed; nothing the author did is to blame")
            ),
            ProjectRule(
                "deprecated",
                say(
                    "a setting, a column, a role or a directive that a later version will not know; until then it works"
                ),
                warnings="off",
                level="warning",
            ),
            ProjectRule("derive", say("numbers that cannot be combined as the role wants")),
            ProjectRule(
                "directive",
                say(
                    "a directive, or an option of one, that does not exist, or with a body it cannot have; one that is not closed, or whose colons are not what they should be"
                ),
            ),
            ProjectRule(
                "drawing",
                say(
                    "a chart or a picture that ended the process which draws, or kept it waiting; the next build tries again"
                ),
            ),
            ProjectRule(
                "duplicate-id", say("an id given twice on one finished page"), floor="warning"
            ),
            ProjectRule("duplicate-key", say("a row whose key stands in the table already")),
            ProjectRule(
                "element",
                say(
                    "an element of a template of the project that is not closed, an end tag that closes nothing, an element that does not exist; (warning) an attribute that its element does not have"
                ),
                floor="warning",
                warnings="off",
            ),
            ProjectRule(
                "encoding",
                say(
                    "a text file that is not UTF-8, nor UTF-16 with its mark; a workbook, a PDF or the like in place of a text; characters that were lost or misread when a file was saved"
                ),
            ),
            ProjectRule(
                "file",
                say(
                    "a folder or file that is missing or cannot be read; a merge of git that is not finished; a pointer of Git LFS; (warning) a link out of the project, a pipe or a device, which are not read"
                ),
                warnings="warning",
            ),
            ProjectRule(
                "file-name",
                say(
                    "a page whose file is not called `<slug>.<language>.md`; a file whose name is nearly that of a table, a template, a catalogue or `site.toml`, or differs from another in case alone; (warning) any other file that nothing reads, or an image that no page shows"
                ),
                warnings="off",
            ),
            ProjectRule(
                "footnote", say("a mark of a footnote without its note, or a note without a mark")
            ),
            ProjectRule(
                "foreign-key", say("a cell that names a row that another table does not have")
            ),
            ProjectRule(
                "front-matter",
                say(
                    "front matter that is missing, not closed or has a line that is not as it should be: a full-width colon, no space, a tab, a setting twice, `#` that cuts a text, quotation marks that do not close; a wrong setting"
                ),
            ),
            ProjectRule(
                "heading",
                say(
                    "a heading of nothing, a second title, a level left out, or an id given twice; a line `{{…}}` that is not the id of what follows it"
                ),
                floor="warning",
            ),
            ProjectRule(
                "hint-area",
                say("another place is named nearer to the number than the row's"),
                warnings="off",
                level="warning",
            ),
            ProjectRule(
                "hint-bound",
                say("words around an exact number bound it"),
                warnings="off",
                level="warning",
            ),
            ProjectRule(
                "hint-kind",
                say("words of a target or an expectation before an actual, or the reverse"),
                warnings="off",
                level="warning",
            ),
            ProjectRule(
                "hint-measure",
                say("words of growth, a share, a rank or an increment before another measure"),
                warnings="off",
                level="warning",
            ),
            ProjectRule(
                "hint-period",
                say("another year stands before the number"),
                warnings="off",
                level="warning",
            ),
            ProjectRule("html", say("HTML in a text")),
            ProjectRule(
                "image",
                say(
                    "an image that is no file of the content folder, holds what does more than show, or is not described"
                ),
            ),
            ProjectRule(
                "inconsistent", say("a stated fact that does not follow from those that give it")
            ),
            ProjectRule(
                "inline",
                say(
                    "a link, an image or a footnote in a text that is one line: a title, an option"
                ),
            ),
            ProjectRule(
                "inline-code",
                say("a script, a style or a handler written into a page, which its policy refuses"),
            ),
            ProjectRule(
                "itself",
                say(
                    "a place or a programme that is part of its own part, a figure that is set against itself or would follow from itself"
                ),
            ),
            ProjectRule(
                "language-parity",
                say(
                    "a page or a chart that is of another kind, domain, order or content in another language"
                ),
            ),
            ProjectRule(
                "leftout",
                say(
                    "a row of `leftout.csv` with a pattern that is none, or without the note it needs"
                ),
            ),
            ProjectRule(
                "limit",
                say(
                    "a file, a table, a text, an image, a number, a key or an address that is larger, longer or deeper than any that is read; a pattern or a template that takes too long, or too much memory"
                ),
            ),
            ProjectRule(
                "link",
                say(
                    "a link to a page or a section that does not exist, to an address that no reader can follow, or without a text"
                ),
            ),
            ProjectRule(
                "markup",
                say(
                    "a mark of Markdown that was not read as one, and would be published as it stands; a cell or an item that would be lost or come loose"
                ),
                floor="warning",
            ),
            ProjectRule(
                "missing-page",
                say("a language without a home; (warning) a page that one of the languages lacks"),
                warnings="off",
            ),
            ProjectRule(
                "output",
                say(
                    "the folder of the site holds what the generator did not make, lies in the project's way, is in use, or cannot be written; a built site is not as its `build.json` says"
                ),
            ),
            ProjectRule(
                "parity",
                say(
                    "a fact, a derived number, a section, a chart or a date that one language of a page has and another lacks"
                ),
                floor="warning",
            ),
            ProjectRule("period", say("a period that is not written as one")),
            ProjectRule("phrase-bound", say("a row whose own phrase says another bound")),
            ProjectRule(
                "phrase-digits", say("a row whose phrase prints other digits: `9.0` is not `9`")
            ),
            ProjectRule(
                "phrase-number",
                say(
                    "a row whose own phrase says another number, or another unit; a document whose phrases are written in another language than its row says"
                ),
            ),
            ProjectRule("phrase", say("a phrase of more than 30 characters")),
            ProjectRule(
                "picture",
                say("a title or figure with characters that the picture of the page cannot show"),
                floor="off",
            ),
            ProjectRule("programme", say("a programme that is part of a part")),
            ProjectRule(
                "relation",
                say("a relation with the wrong number of facts, or a factor where it has none"),
            ),
            ProjectRule("request", say("a page that fetches something from elsewhere")),
            ProjectRule("role", say("a role that does not exist, or has no argument")),
            ProjectRule(
                "same-address", say("two things of the site that would stand at one address")
            ),
            ProjectRule(
                "seed",
                say(
                    "(`check --self-test`) a seeded mistake that the checks do not catch, or catch otherwise"
                ),
            ),
            ProjectRule("source", say("a key of no source")),
            ProjectRule(
                "stage",
                say(
                    "a stage that facts of this kind do not have: what was reached is not `planned`"
                ),
            ),
            ProjectRule(
                "stale",
                say(
                    "texts that are older than in another language, changed in both, or were never agreed, counted by page; for `--strict` also a site of several languages without `translations.lock`"
                ),
                warnings="off",
                level="warning",
            ),
            ProjectRule(
                "status",
                say("a status of a fact that is no target, or whose progress is not known"),
            ),
            ProjectRule(
                "style-sheet",
                say(
                    "what a style sheet does not close, an asset it loads that is not there, a token that is set nowhere or that nothing uses; (warning) a property, a rule, a pseudo-class or a unit that browsers do not know, a value that none takes, a class that nothing has and that is a slip of another"
                ),
                floor="warning",
                warnings="off",
            ),
            ProjectRule(
                "system",
                say(
                    "the system refused a file, room on the disk or memory while the site was made; the next build tries again"
                ),
            ),
            ProjectRule(
                "table",
                say("a table that is missing, or a header or line that is not as the schema wants"),
            ),
            ProjectRule(
                "template",
                say(
                    "a template that is missing, cannot be read, needs itself, asks for what it is not given, or has a block that is never shown"
                ),
            ),
            ProjectRule("term", say("a term that the glossary does not have")),
            ProjectRule(
                "translations",
                say(
                    "a line of `translations.lock` that is not a page with the hashes of its texts; (warning) lines of a page that is not there"
                ),
                warnings="off",
            ),
            ProjectRule(
                "unclaimed",
                say(
                    "words that compare or judge and stand in no claim: in titles, leads, headings, titles and descriptions of charts; (warning) in running text, counted by page"
                ),
                warnings="warning",
            ),
            ProjectRule("unbound-number", say("a number typed into a text, which no fact carries")),
            ProjectRule(
                "unit",
                say(
                    "a unit that is not defined soundly, or that the indicator is not measured in; an indicator that would bound one of another unit; (warning) a unit that has more or fewer forms than its language has plurals"
                ),
                warnings="warning",
            ),
            ProjectRule("unknown-fact", say("a key of no fact")),
            ProjectRule(
                "unpaired",
                say("texts of a page that another language does not have, counted by page"),
                warnings="off",
                level="warning",
            ),
            ProjectRule(
                "untranslated",
                say(
                    "an interface text that a catalogue lacks; a catalogue that is missing; as a warning, how many it has whose translation is empty"
                ),
                warnings="off",
            ),
        )
    }
)
"""Every rule by its name. What is not lowered here keeps what a site promises of its numbers, its readers'
safety, or what nothing can be made without."""
