using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>What is no text is not rewritten at a commit: git's attributes say so, or its content does.</summary>
[TestClass]
public sealed class TextAttributeTests : IDisposable
{
    // A document as programs write it: a head of text with a byte that is none, lines with blanks at their ends, and packed data.
    private static readonly byte[] Document =
        [.. "%PDF-1.5\r%"u8, 0xE2, 0xE3, 0xCF, 0xD3, .. "\r\n"u8, .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(
            0, 40).Select(i => $"{i} 0 obj \n<< /Type /Page >> \nendobj\r\n"))), .. "stream\n"u8, 1, 0, 2, 0x80, (byte)' ', (byte)'\n', .. "endstream"u8];

    private static readonly PlannedHook[] Fixers =
    [
        Make.Check("Whitespace", "hooks:trailing-whitespace"), Make.Check("End", "hooks:end-of-file-fixer"), Make.Check("Mixed", "hooks:mixed-line-ending"),
        Make.Check("Mark", "hooks:fix-byte-order-marker"), Make.Check("Config", "hooks:check-editorconfig"),
    ];

    private readonly CommitBench _bench = new();

    public TextAttributeTests() =>
        _ = _bench.Repository.Edit(".editorconfig", "root = true\n[*]\nend_of_line = lf\ninsert_final_newline = true\ntrim_trailing_whitespace = true\n");

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow("report.pdf")]
    [DataRow("report")]
    public async Task A_document_with_the_head_of_a_text_is_passed_in_silence(string name)
    {
        Stage(name, Document);

        var report = await _bench.RunAsync(Fixers);

        report.Succeeded.ShouldBeTrue();
        report.Hooks.ShouldAllBe(hook => hook.Findings.Count == 0);
        Kept(name, Document);
    }

    [TestMethod]
    [DataRow("*.dat binary")]
    [DataRow("*.dat -text -diff")]
    [DataRow("data/** binary")]
    public async Task What_is_declared_as_binary_is_passed_in_silence(string attribute)
    {
        _ = _bench.Staged(".gitattributes", attribute + "\n");
        Stage("data/a.dat", "one \r\ntwo\nthree "u8);

        var report = await _bench.RunAsync(Fixers);

        report.Succeeded.ShouldBeTrue();
        report.Hooks.ShouldAllBe(hook => hook.Findings.Count == 0);
        Kept("data/a.dat", "one \r\ntwo\nthree "u8);
    }

    // The variable is the whole process's.
    [TestMethod]
    [DoNotParallelize]
    public async Task Git_is_asked_without_a_temporary_folder()
    {
        var temporary = Environment.GetEnvironmentVariable("TMPDIR");
        _bench.Places = [_bench.Repository.In(".git")];
        _ = _bench.Staged(".gitattributes", "*.dat binary\n");
        Stage("a.dat", "one \n"u8);
        Stage("a.txt", "one \n"u8);
        Environment.SetEnvironmentVariable("TMPDIR", _bench.Repository.In("none"));
        try
        {
            var report = await _bench.RunAsync(Fixers);
            report.Hooks.ShouldAllBe(hook => hook.Reason.Length == 0);
            report.Repaired.Single().Path.ShouldBe("a.txt");
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", temporary);
        }
    }

    [TestMethod]
    public async Task What_is_declared_in_the_repository_alone_is_binary_too()
    {
        await File.WriteAllTextAsync(_bench.Repository.In(".git/info/attributes"), "*.dat binary\n");
        Stage("a.dat", "one \n"u8);

        (await _bench.RunAsync(Fixers)).Succeeded.ShouldBeTrue();

        Kept("a.dat", "one \n"u8);
    }

    [TestMethod]
    [DataRow("*.dat -text", "was left alone, since git's attributes say -text of it")]
    [DataRow("*.dat text working-tree-encoding=UTF-16LE-BOM", "was left alone, since git's attributes give it a working-tree-encoding")]
    public async Task What_git_keeps_as_it_is_is_left_alone_and_told(string attribute, string told)
    {
        Stage("a.dat", "one \n"u8);
        _ = _bench.Staged(".gitattributes", attribute + "\n");

        var report = await _bench.RunAsync(Fixers[0]);

        report.Succeeded.ShouldBeTrue();
        report.Hooks.Single().Findings.ShouldHaveSingleItem().Message.ShouldBe(told);
        Kept("a.dat", "one \n"u8);
    }

    [TestMethod]
    [DataRow("*.dat binary", "", DisplayName = "which is new")]
    [DataRow("*.dat binary", "*.dat text", DisplayName = "which says otherwise in the commit")]
    public async Task What_an_attribute_that_is_not_staged_says_counts_for_nothing(string onDisk, string staged)
    {
        if (staged.Length > 0)
        {
            _ = _bench.Staged(".gitattributes", staged + "\n");
        }

        _ = _bench.OnDisk(".gitattributes", onDisk + "\n");
        Stage("a.dat", "one \n"u8);

        _ = await _bench.RunAsync(Fixers[0]);

        _bench.Index("a.dat").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task An_attribute_that_is_staged_counts_though_it_is_taken_away_on_disk()
    {
        _ = _bench.Staged(".gitattributes", "*.dat binary\n");
        File.Delete(_bench.Repository.In(".gitattributes"));
        Stage("a.dat", "one \n"u8);

        (await _bench.RunAsync(Fixers[0])).Succeeded.ShouldBeTrue();

        Kept("a.dat", "one \n"u8);
    }

    [TestMethod]
    public async Task What_may_be_no_text_is_told_and_not_rewritten()
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("one \n", 300))), 1, (byte)'\n'];
        Stage("a.dat", content);

        var report = await _bench.RunAsync(Fixers[0], Make.Check("Json", "hooks:check-json"));

        report.Hooks.Single(hook => hook.Hook.Name == "Whitespace").Findings.ShouldHaveSingleItem().Message
            .ShouldBe(
                "has a control character (0x01 in line 301), so it may be no text, and is left as it is; say which in .gitattributes: '*.dat text' or '*.dat binary'");
        Kept("a.dat", content);
    }

    [TestMethod]
    public async Task What_may_be_no_text_and_has_no_fault_is_not_told()
    {
        Stage("a.dat", [.. "one\n"u8, 0xC3, 0x28, (byte)'\r', .. "x\n"u8]);

        (await _bench.RunAsync(Fixers[0])).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_is_declared_as_text_is_repaired_though_it_is_doubtful()
    {
        _ = _bench.Staged(".gitattributes", "*.dat text\n");
        Stage("a.dat", [0xE2, (byte)'\r', .. "one \n"u8]);

        (await _bench.RunAsync(Fixers[0])).Succeeded.ShouldBeTrue();

        Kept("a.dat", [0xE2, (byte)'\r', .. "one\n"u8]);
    }

    [TestMethod]
    public async Task Files_beside_those_that_are_left_alone_are_repaired()
    {
        _ = _bench.Staged(".gitattributes", "*.dat binary\n");
        Stage("a.dat", "one \n"u8);
        Stage("a.txt", "one \n"u8);
        for (var i = 0; i < 100; i++)
        {
            Stage($"many/{i}.txt", "one \n"u8);
        }

        var report = await _bench.RunAsync(Fixers);

        report.Succeeded.ShouldBeTrue();
        report.Repaired.Count.ShouldBe(101);
        Kept("a.txt", "one\n"u8);
        Kept("many/7.txt", "one\n"u8);
        Kept("a.dat", "one \n"u8);
    }

    [TestMethod]
    public async Task A_build_says_of_a_binary_file_what_a_commit_says()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never, Stage = Hooks.Build.HookStages.Build, Files = new FileChoice(FileChoiceKind.All) };
        _ = _bench.Committed(".gitattributes", "*.dat binary\n").Committed("a.dat", "one \n");

        (await _bench.RunAsync(Fixers[0])).Succeeded.ShouldBeTrue();
    }

    private void Stage(string name, ReadOnlySpan<byte> content)
    {
        var path = _bench.Repository.In(name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content.ToArray());
        _ = _bench.Repository.Git("-c", "core.autocrlf=false", "add", "--force", "--", name);
    }

    private void Kept(string name, ReadOnlySpan<byte> content)
    {
        File.ReadAllBytes(_bench.Repository.In(name)).ShouldBe(content.ToArray());
        _bench.Repository.Git("rev-parse", ":" + name).ShouldBe(_bench.Repository.Git("hash-object", "--no-filters", name));
    }
}
