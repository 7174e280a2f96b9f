using System.Diagnostics;
using System.Text.RegularExpressions;
using Hooks.Build.Checks.Text.Messages;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>What is judged of a message is what git commits: measured with real commits, whose commit-msg hook keeps what it was given.</summary>
[TestClass]
public sealed class CommittedMessageTests : IDisposable
{
    private const string Subject = "feat: it";

    private readonly TemporaryFolder _folder = new();

    public CommittedMessageTests()
    {
        Git("init", "--quiet");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.org");
        Git("config", "commit.gpgsign", "false");
        var hook = _folder.Write(".git/hooks/commit-msg", "#!/bin/sh\ncp \"$1\" .git/given\nprintf %s \"$GIT_EDITOR\" > .git/editor\n");
        var editor = _folder.Write(".git/editor.sh", "#!/bin/sh\n{ printf '%b' \"$TYPED\"; cat \"$1\"; } > \"$1.new\" && mv \"$1.new\" \"$1\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, (UnixFileMode)0x1ED);
            File.SetUnixFileMode(editor, (UnixFileMode)0x1ED);
        }
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);

        _folder.Dispose();
    }

    [TestMethod]
    [DataRow("", "", Subject + "\\n\\nbody\\n")]
    [DataRow("", "", Subject + "\\n# a comment of mine\\n\\n\\nbody\\n")]
    [DataRow("", "-v", Subject + "\\n\\nbody\\n")]
    [DataRow("", "-v", Subject + "\\n\\n# mine\\n\\nbody\\n")]
    [DataRow("core.commentChar=;", "", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("core.commentChar=;", "-v", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("core.commentChar=auto", "", Subject + "\\n\\n- one\\n")]
    [DataRow("core.commentChar=auto", "-v", Subject + "\\n\\n- one\\n")]
    [DataRow("commit.cleanup=scissors", "", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("commit.cleanup=scissors", "-v", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("commit.cleanup=strip", "", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("commit.cleanup=whitespace", "", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("commit.cleanup=verbatim", "", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("", "--cleanup=scissors", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("", "--cleanup=whitespace", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("", "--cleanup=verbatim", Subject + "\\n\\n#12 is fixed\\n")]
    [DataRow("", "--no-status", Subject + "\\n\\n# mine\\n")]
    [DataRow("", "", Subject + "\\f# no line\\v\\0302\\0205# nor this\\0342\\0200\\0250# nor this\\n\\nbody\\n")]
    [DataRow("", "-v", Subject + "\\f\\n\\0302\\0240\\nbody \\0302\\0240\\n\\f\\n")]
    [DataRow("", "", Subject + "\\r\\n\\r\\n# mine\\r\\nbody\\rmore\\r\\n")]
    [DataRow("", "-v", Subject + "\\r\\n# ------------------------ >8 ------------------------\\r\\nbody\\r\\n")]
    public void What_was_typed_in_an_editor_is_judged_as_it_is_committed(string setting, string options, string typed) =>
        Judged(setting, [.. Words(options)], typed);

    [TestMethod]
    [DataRow("", "fix: #12\n\n#12 is fixed")]
    [DataRow("", "#12 fix")]
    [DataRow("core.commentChar=;", "; is no comment\n\n;; here")]
    [DataRow("core.commentChar=auto", "fix: it\n\n# heading")]
    [DataRow("commit.cleanup=strip", "fix: it\n\n# a comment")]
    [DataRow("commit.cleanup=scissors", "fix: it\n\n# heading")]
    [DataRow("commit.cleanup=verbatim", "\nfix: it\n\n# heading")]
    [DataRow("", "fix: it\f\v\u0085\u2028all of it\u2029\n\n\u00A0\nbody\u00A0\n\f\n")]
    [DataRow("", "\f\nfix: it")]
    [DataRow("", "fix: it\rall of it\r\n\r\nbody \t\r\n")]
    public void What_was_given_on_the_command_line_is_judged_as_it_is_committed(string setting, string message)
    {
        Judged(setting, ["-m", message], "");
        var file = _folder.Write("message.txt", message);
        Judged(setting, ["-F", file], "");
    }

    [TestMethod]
    public void What_an_amended_commit_says_is_judged_as_it_is_committed()
    {
        Judged("", ["-m", "fix: it\n\n#12"], "");
        Judged("", ["--amend", "--no-edit"], "");
    }

    [TestMethod]
    [DataRow("", "")]
    [DataRow("", "-v")]
    [DataRow("core.commentChar=;", "-v")]
    [DataRow("core.commentChar=auto", "")]
    public void An_editor_that_does_nothing_is_an_editor(string setting, string options)
    {
        Judged("", ["-m", "fix: it"], "");
        Judged(setting, ["--amend", .. Words(options)], "", editor: ":");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private void Judged(string setting, string[] options, string typed, string editor = "")
    {
        _folder.Write("file.txt", Guid.NewGuid().ToString());
        Git("add", "file.txt");
        string[] settings = setting.Length == 0 ? [] : ["-c", setting];
        Git(typed, [.. settings, "commit", "--quiet", .. options], editor);

        var given = File.ReadAllText(_folder.PathOf(".git/given"));
        var hasEditor = File.ReadAllText(_folder.PathOf(".git/editor")) != ":";
        var known = MessageSettings.Usual with
        {
            Comment = setting.StartsWith("core", StringComparison.Ordinal) ? setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..] : "#",
            Cleanup = setting.StartsWith("commit", StringComparison.Ordinal) ? setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..] : "default",
        };
        var judged = string.Join('\n', MessageLines.Read(given, known, hasEditor).Select(line => line.Text));

        Tidy(judged).ShouldBe(Tidy(Git("log", "-1", "--format=%B")), given);
    }

    private static string Tidy(string message) => Regex.Replace(message.Trim('\n'), "\n\n+", "\n\n", RegexOptions.None, TimeSpan.FromSeconds(10));

    private string Git(params string[] arguments) => Git("", arguments);

    private string Git(string typed, string[] arguments, string editor = "")
    {
        ProcessStartInfo start = new("git", arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["TYPED"] = typed;
        start.Environment.Remove("GIT_DIR");
        if (editor.Length > 0)
            start.Environment["GIT_EDITOR"] = editor;
        else if (typed.Length > 0)
            start.Environment["GIT_EDITOR"] = _folder.PathOf(".git/editor.sh");
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, errors.Result);
        return output;
    }
}
