using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>
/// The law of a repair: what git saw clean it sees clean afterwards, what was unstaged is unstaged, and nothing else is. Held to in every set-up in
/// which bytes on disk are others than those that git keeps, for a first and a second repair, whole and partially staged, by each kind of hook.
/// </summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class CleanStatusTests : IDisposable
{
    private const string Crlf = "awk '{printf \"%s\\r\\n\", $0}'";
    private const string Lf = "cat";
    private const string Utf16 = "iconv -t UTF-16LE";

    private static readonly PlannedHook Fix = CommitBench.Shell("Fix", "! grep -qE \" +$(printf '\\r')?$\" \"$@\"") with
    {
        Fix = [["sh", "-c", RepairOf("sed -E 's/ +(\\r?)$/\\1/'"), "sh", "{files}"]],
        Files = ["*.txt"],
    };
    private static readonly PlannedHook Writes = CommitBench.Fixer(
        "Writes", RepairOf("sed -E 's/ +(\\r?)$/\\1/'").Replace("{{", "{", StringComparison.Ordinal)) with
    { Files = ["*.txt"] };
    private static readonly PlannedHook Check = Make.Check("Check", "hooks:trailing-whitespace") with { Files = ["*.txt"] };
    private static readonly PlannedHook Wide = CommitBench.Fixer(
        "Wide", RepairOf("iconv -f UTF-16LE -t UTF-8 | sed -E 's/ +(\\r?)$/\\1/' | iconv -f UTF-8 -t UTF-16LE")) with
    { Files = ["*.txt"] };

    private static int s_cases;
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>A set-up: its name, what is said to git, what gives text its form on disk.</summary>
    public static IEnumerable<(string Name, string SetUp, string Form)> SetUps() =>
    [
        ("plain", "", Lf),
        ("CR LF everywhere", "", Crlf),
        ("autocrlf=true, CR LF on disk", "git config core.autocrlf true", Crlf),
        ("autocrlf=true, LF on disk", "git config core.autocrlf true", Lf),
        ("autocrlf=input, CR LF on disk", "git config core.autocrlf input", Crlf),
        ("autocrlf=input, LF on disk", "git config core.autocrlf input", Lf),
        ("eol=crlf, CR LF on disk", "echo '*.txt text eol=crlf' > .gitattributes", Crlf),
        ("eol=crlf, LF on disk", "echo '*.txt text eol=crlf' > .gitattributes", Lf),
        ("eol=lf, CR LF on disk", "echo '*.txt text eol=lf' > .gitattributes", Crlf),
        ("eol=lf, LF on disk", "echo '*.txt text eol=lf' > .gitattributes", Lf),
        ("text=auto, CR LF on disk", "echo '* text=auto' > .gitattributes", Crlf),
        ("text=auto eol=crlf, LF on disk", "echo '* text=auto eol=crlf' > .gitattributes", Lf),
        ("-text, CR LF in the index", "echo '*.txt -text' > .gitattributes", Crlf),
        ("attributes that are not in the tree", "mkdir -p .git/info; echo '*.txt text eol=crlf' > .git/info/attributes", Lf),
        ("ident", "echo '*.txt ident' > .gitattributes", Lf),
        ("ident, expanded by somebody else", "echo '*.txt ident' > .gitattributes", "sed 's/\\$Id\\$/$Id: 1.7 $/'"),
        ("a filter that only cleans", "echo '*.txt filter=hide' > .gitattributes; git config filter.hide.clean \"sed 's/seven/SECRET/'\"", Lf),
        ("a filter that cleans every line", "echo '*.txt filter=up' > .gitattributes; git config filter.up.clean 'tr a-z A-Z'", Lf),
        ("a filter both ways", "echo '*.txt filter=case' > .gitattributes; git config filter.case.clean 'tr a-z A-Z'; git config filter.case.smudge 'tr A-Z a-z'", Lf),
        ("a filter both ways, other bytes on disk", "echo '*.txt filter=case' > .gitattributes; git config filter.case.clean 'tr a-z A-Z'; git config filter.case.smudge 'tr A-Z a-z'", "sed 's/eight/Eight/'"),
        ("a filter and CR LF", "echo '*.txt text eol=crlf filter=up' > .gitattributes; git config filter.up.clean 'tr a-z A-Z'", Lf),
        ("UTF-16", "echo '*.txt text working-tree-encoding=UTF-16LE eol=lf' > .gitattributes", Utf16),
        ("UTF-16 and CR LF", "echo '*.txt text working-tree-encoding=UTF-16LE eol=crlf' > .gitattributes", Crlf + " | " + Utf16),
        ("UTF-16, LF where git writes CR LF", "echo '*.txt text working-tree-encoding=UTF-16LE eol=crlf' > .gitattributes", Utf16),
        ("fileMode=false", "git config core.fileMode false", Lf),
        ("a split index", "git config core.splitIndex true", Lf),
    ];

    public static IEnumerable<object[]> Cases() =>
        from setUp in SetUps()
        from hook in (string[])(setUp.Form.Contains("iconv", StringComparison.Ordinal) ? ["Wide"]
            : setUp.Name.StartsWith("-text", StringComparison.Ordinal) ? ["Fix", "Writes"]
            : ["Fix", "Writes", "Check"])
        select (object[])[setUp.Name, hook];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public async Task Git_sees_clean_what_it_saw_clean(string name, string hook)
    {
        var (_, setUp, form) = SetUps().Single(one => one.Name == name);
        var random = new Random(Seed(name + hook));
        _ = _bench.Repository.Shell(setUp + "\ngit config core.safecrlf false; git add -A; git commit -q --allow-empty -m set-up");
        PlannedHook repair = hook switch { "Fix" => Fix, "Writes" => Writes, "Check" => Check, _ => Wide };
        for (var round = 0; round < 2; round++)
        {
            // Whole, partially staged apart from and in the way of the repair, executable, not staged at all.
            Put("whole.txt", form, Text(random, round, dirty: true));
            Put("run.txt", form, Text(random, round, dirty: true));
            _ = _bench.Repository.Shell("chmod +x run.txt; git add --chmod=+x run.txt");
            var apart = Text(random, round, dirty: true);
            var inTheWay = Text(random, round, dirty: true);
            var kept = Text(random, round, dirty: false);
            Put("apart.txt", form, apart);
            Put("way.txt", form, inTheWay);
            Put("kept.txt", form, kept);
            Put("other.txt", form, kept);
            _ = _bench.Repository.Shell("git add -A; git diff-files --quiet && git diff --quiet");
            OnDisk("apart.txt", form, apart + "unstaged\n");
            OnDisk("way.txt", form, inTheWay.Replace("first", "mine", StringComparison.Ordinal));
            OnDisk("other.txt", form, kept + "unstaged \n");
            var unstaged = Unstaged();
            unstaged.ShouldBe(["apart.txt", "other.txt", "way.txt"]);
            var before = Bytes("whole.txt");

            var report = await _bench.RunAsync(repair);

            report.Succeeded.ShouldBeTrue(string.Join('\n', report.Hooks.Select(one => one.Reason)));
            var outcomes = report.Repaired.ToDictionary(file => file.Path, file => file.WorkingCopy, StringComparer.Ordinal);
            outcomes.Keys.Order(StringComparer.Ordinal).ShouldBe(["apart.txt", "run.txt", "way.txt", "whole.txt"]);
            outcomes["whole.txt"].ShouldBe(WorkingCopyFix.Same);
            outcomes["run.txt"].ShouldBe(WorkingCopyFix.Same);
            // As the plumbing sees it, which rebase asks, without a refresh before.
            _bench.Repository.Git("diff-files", "--name-only").Split('\n').ShouldBe(unstaged);
            Unstaged().ShouldBe(unstaged);
            _bench.Repository.Shell("git diff --name-only").Split('\n').ShouldBe(unstaged);
            Bytes("whole.txt").ShouldBe(Stripped(before), "a repair changes what it is about, and leaves the file in its form");
            _bench.Repository.Git("ls-files", "-s", "run.txt").ShouldStartWith("100755");
            _bench.Repository.Shell("git show :whole.txt :run.txt :apart.txt :way.txt | grep -cE \" +$(printf '\\r')?$\" || true").ShouldBe("0");
            _ = _bench.Repository.Shell("git commit -q -m one");
            Unstaged().ShouldBe(unstaged);
            s_cases += 6;
        }
    }

    public static IEnumerable<object[]> TextCases() =>
        SetUps().Where(setUp => !setUp.Form.Contains("iconv", StringComparison.Ordinal)).Select(setUp => (object[])[setUp.Name]);

    [TestMethod]
    [DynamicData(nameof(TextCases))]
    public async Task Left_alone_is_told_of_what_git_does_not_see_clean_and_of_nothing_else(string name)
    {
        var (_, setUp, form) = SetUps().Single(one => one.Name == name);
        _ = _bench.Repository.Shell(setUp + "\ngit config core.safecrlf false; git add -A; git commit -q --allow-empty -m set-up");
        Put("whole.txt", form, "first\nlast\n");
        Put("apart.txt", form, "first\n2\n3\n4\n5\nlast\n");
        Put("way.txt", form, "first\nlast\n");
        OnDisk("apart.txt", form, "mine\n2\n3\n4\n5\nlast\n");
        OnDisk("way.txt", form, "first\nmine\n");
        var mixes = CommitBench.Fixer("Mixes", "for f; do grep -q added \"$f\" || echo added >> \"$f\"; done") with { Files = ["*.txt"] };
        var ends = CommitBench.Fixer("Ends", RepairOf("awk '{sub(/\\r$/, \"\"); printf \"%s\\r\\n\", $0}'")) with { Files = ["*.txt"], DependsOn = ["Mixes"] };

        var report = await _bench.RunAsync(mixes, ends);

        report.Succeeded.ShouldBeTrue();
        report.Repaired.Count.ShouldBe(3);
        report.Repaired.Where(file => file.WorkingCopy != WorkingCopyFix.Same).Select(file => file.Path).ShouldBe(Unstaged());
    }

    public static IEnumerable<object[]> RuleFiles() =>
        from file in (string[])[".gitignore", ".gitattributes", "sub/.gitignore", "sub/.gitattributes", ".gitmodules", ".mailmap"]
        from isNew in (bool[])[true, false]
        from beside in (bool[])[true, false]
        select (object[])[file, isNew, beside];

    [TestMethod]
    [DynamicData(nameof(RuleFiles))]
    public async Task What_is_repaired_in_a_file_of_git_s_own_is_in_the_commit(string file, bool isNew, bool beside)
    {
        _ = _bench.Committed("base.txt", "base\n");
        if (!isNew)
        {
            _ = _bench.Committed(file, "# as it was\n");
        }

        if (beside)
        {
            _ = _bench.Staged("sub/a.txt", "one \n");
        }

        _ = _bench.Staged(file, "# one  \n# two\n");
        (await _bench.RunAsync(CommitBench.Blanks)).Succeeded.ShouldBeTrue();
        _bench.Index(file).ShouldBe("# one\n# two\n");
        _bench.Disk(file).ShouldBe("# one\n# two\n");
        _ = _bench.Repository.Shell("git commit -q -m one");
        _bench.Repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_rebase_begins_after_a_repair()
    {
        _ = _bench.Committed("base.txt", "base\n").Repository.Shell("git config core.autocrlf true");
        _ = _bench.Staged("a.txt", "one \ntwo\n");
        _ = await _bench.RunAsync(CommitBench.Blanks);
        _ = _bench.Repository.Shell("git commit -q -m one; git rebase -q --force-rebase HEAD~1");
        _bench.Repository.Git("status", "--porcelain").ShouldBeEmpty();
    }

    // As a line they would be two, or begin as what git quotes.
    [TestMethod]
    [DataRow("q\"u.txt")]
    [DataRow("\"x\".txt")]
    [DataRow("nl\nn.txt")]
    [DataRow("end.txt\r")]
    [DataRow("\"b\\nä\".txt")]
    [DataRow("\\back.txt")]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "No such names there.")]
    public async Task A_file_whose_name_git_quotes_is_repaired_on_disk_as_any_other(string name)
    {
        _ = _bench.Repository.Shell("git config core.autocrlf true; git config core.safecrlf false");
        _ = _bench.Staged(name, "a \r\nb \nc\r\n");
        (await _bench.RunAsync(Check with { Files = ["**"] })).Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Same);
        _bench.Disk(name).ShouldBe("a\r\nb\nc\r\n");
        _bench.Repository.Git("diff-files", "--name-only").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Local_words_that_a_filter_keeps_out_of_git_stay_on_disk()
    {
        _ = _bench.Repository.Shell(
            "echo '*.txt filter=hide' > .gitattributes; git config filter.hide.clean \"sed 's/hunter2/PASSWORD/'\"; git add -A; git commit -q -m set-up");
        _ = _bench.Staged("a.txt", "password = hunter2 \n");
        (await _bench.RunAsync(CommitBench.Blanks with { Files = ["*.txt"] })).Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Same);
        _bench.Disk("a.txt").ShouldBe("password = hunter2\n");
        _bench.Index("a.txt").ShouldBe("password = PASSWORD\n");
    }

    [TestMethod]
    public async Task What_cannot_be_merged_since_it_is_no_text_is_told_as_that()
    {
        _ = _bench.Committed("a.bin", "\0one").Staged("a.bin", "\0two").OnDisk("a.bin", "\0three");
        var report = await _bench.RunAsync(CommitBench.Fixer("Stamp", "for f; do printf '\\0fixed' > \"$f\"; done"));
        StagedTexts.Repaired(report.Repaired).Single().ShouldContain("no text");
    }

    [ClassCleanup]
    public static void Count() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{s_cases} files held to the law"));

    private static string RepairOf(string filter) => $"for f; do ({filter}) < \"$f\" > \"$f.new\" && cat \"$f.new\" > \"$f\" && rm \"$f.new\"; done";

    private static int Seed(string text) => text.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter));

    private static string Text(Random random, int round, bool dirty)
    {
        string[] words = ["first", "seven", "eight", "$Id$", "nine", "", "grün", "last"];
        var lines = Enumerable.Range(0, random.Next(3, 9)).Select(_ => words[random.Next(words.Length)] + " x").ToList();
        // Far from each other, so that what is unstaged can be merged or cannot.
        return $"first {round}" + (dirty
            ? "  "
            : "") + $"\n2\n3\n4\n{string.Join('\n', lines)}\nseven eight $Id$\n5\n6\n7\n{(dirty ? "end \n" : "end\n")}8\n9\n10\n";
    }

    private void Put(string file, string form, string text)
    {
        OnDisk(file, form, text);
        _ = _bench.Repository.Git("add", file);
    }

    private void OnDisk(string file, string form, string text)
    {
        File.WriteAllText(_bench.Repository.In(".git/text"), text);
        _ = _bench.Repository.Shell($"({form}) < .git/text > .git/formed; cat .git/formed > {file}; touch -d '-50 seconds' {file}");
    }

    private string[] Unstaged() =>
        [.. _bench.Repository.Shell("git status --porcelain | sed 's/^/|/'")
            .Split('\n')
            .Where(line => line.Length > 3 && line[2] != ' ')
            .Select(line => line[4..])
            .Order(StringComparer.Ordinal)];

    private byte[] Bytes(string file) => File.ReadAllBytes(_bench.Repository.In(file));

    private static byte[] Stripped(byte[] content)
    {
        var isWide = content.Length > 1 && content[1] == 0;
        var encoding = isWide ? System.Text.Encoding.Unicode : System.Text.Encoding.UTF8;
        return encoding.GetBytes(System.Text.RegularExpressions.Regex.Replace(
            encoding.GetString(content), " +(?=\r?\n)", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)));
    }
}
