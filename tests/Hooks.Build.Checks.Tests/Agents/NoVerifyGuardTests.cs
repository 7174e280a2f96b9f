using System.Globalization;
using System.Text;
using Hooks.Build.Checks.Agents;

namespace Hooks.Build.Checks.Tests.Agents;

[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class NoVerifyGuardTests
{
    public static IEnumerable<object[]> Lines => CommandLines.All.Select(row => new object[] { row.IsDenied, row.Line });

    [TestMethod]
    [DynamicData(nameof(Lines))]
    public void A_command_line_is_denied_or_not(bool isDenied, string line) =>
        (NoVerifyGuard.Find(line) is not null).ShouldBe(isDenied, NoVerifyGuard.Find(line));

    public static IEnumerable<object[]> LinesByShell => CommandLines.ByShell.Select(row => new object[] { row.Shell, row.IsDenied, row.Line });

    [TestMethod]
    [DynamicData(nameof(LinesByShell))]
    public void A_command_line_is_read_by_the_shell_that_is_known_and_by_all_where_none_is(char shell, bool isDenied, string line)
    {
        var found = NoVerifyGuard.Find(line, shell switch { 'b' => ShellKind.Posix, 'p' => ShellKind.PowerShell, _ => ShellKind.Unknown });
        (found is not null).ShouldBe(isDenied, found);
    }

    [TestMethod]
    public void What_one_shell_denies_is_denied_by_it_alone_or_where_it_is_not_known()
    {
        foreach (var (isDenied, line) in CommandLines.All)
        {
            var known = ((ShellKind[])[ShellKind.Posix, ShellKind.PowerShell]).Count(shell => NoVerifyGuard.Find(line, shell) is not null);
            (isDenied ? known > 0 : known < 2).ShouldBeTrue(line);
        }
    }

    [TestMethod]
    public void The_table_is_large_and_says_nothing_twice()
    {
        CommandLines.All.Count(row => row.IsDenied).ShouldBeGreaterThan(150);
        CommandLines.All.Count(row => !row.IsDenied).ShouldBeGreaterThan(100);
        CommandLines.All.Select(row => row.Line).ShouldBeUnique();
    }

    [TestMethod]
    public void What_is_denied_is_denied_wherever_a_shell_runs_it()
    {
        foreach (var line in CommandLines.All.Where(row => row.IsDenied && IsWhole(row.Line)).Select(row => row.Line))
        {
            foreach (var around in (string[])[
                $"cd x && {line}",
                $"x=1; {line}",
                $"sh -c '{line.Replace("'", "'\\''", StringComparison.Ordinal)}'",
                $"echo $({line})",
                $"( {line} )",
                $"true\n{line}",
                $"if a; then {line}; fi"])
            {
                NoVerifyGuard.Find(around).ShouldNotBeNull(around);
            }
        }
    }

    [TestMethod]
    public void What_is_quoted_is_never_denied()
    {
        foreach (var (_, line) in CommandLines.All)
        {
            var quoted = "'" + line.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
            NoVerifyGuard.Find("echo " + quoted).ShouldBeNull(line);
            NoVerifyGuard.Find($"git commit -m {quoted}").ShouldBeNull(line);
            NoVerifyGuard.Find($"cat <<'END-OF-IT'\n{line}\nEND-OF-IT\n").ShouldBeNull(line);
            NoVerifyGuard.Find($"git commit -m \"$(cat <<'END-OF-IT'\n{line}\nEND-OF-IT\n)\"").ShouldBeNull(line);
        }
    }

    [TestMethod]
    public void What_a_message_says_hides_nothing_after_it()
    {
        foreach (var (_, line) in CommandLines.All)
        {
            NoVerifyGuard.Find($"git commit -m \"$(cat <<'END-OF-IT'\n{line}\nEND-OF-IT\n)\" --no-verify && echo 'x'").ShouldNotBeNull(line);
        }
    }

    [TestMethod]
    [DataRow("{0}")]
    [DataRow("{{ {0}; }}")]
    [DataRow("f() {{ {0}; }}; f")]
    [DataRow("if a; then {{ {0}; }}; fi")]
    [DataRow("{{ x; {{ {0}; }}; }}")]
    [DataRow("sh -c '{{ {0}; }}'")]
    [DataRow("& {{ {0} }}")]
    [DataRow("echo $({0})")]
    public void What_a_brace_says_hides_nothing_after_it(string around)
    {
        foreach (var brace in (string[])["{", "}", "a{", "{a", "a}", "}a", "{{", "}}", "}{", "{ {", "} }", "a{b}c{", "{}{", "a@{", "{,", "{a,b}{", "'{'{", "x{ }y"])
        {
            NoVerifyGuard.Find(string.Format(CultureInfo.InvariantCulture, around, $"git commit -m {brace} --no-verify")).ShouldNotBeNull(brace);
            NoVerifyGuard.Find(string.Format(
                CultureInfo.InvariantCulture,
                around,
                $"git commit -m '{brace}' -m x".Replace("'", around.Contains('\'', StringComparison.Ordinal) ? "\"" : "'", StringComparison.Ordinal)))
                    .ShouldBeNull(brace);
        }
    }

    [TestMethod]
    public void Any_text_is_read_to_its_end_in_bounded_time()
    {
        string[] pieces = ["'", "\"", "`", "$(", ")", "(", "\\", "\n", "<<E", "<<<", ">", "&", "|", ";", " ", "git", "commit", "--no-verify", "-n", "sh -c", "eval", "$'", "\u0000", "#", "{", "}", "E\n", "\ud800", "<(", "env", "-S", "\"$(", "${", "((", "case", "esac", "in", "@'\n", "`\n", ",", "|", "cd .git/hooks", "rm x", "-c", "bash", "echo", "\\\"", "`\"", "<#", "#>", "cmd /c", "^", "pwsh -c", "<<-'E'\n", "\nE)", "x=", "$x", "\"${x[@]}\"", "x=(", "x+=", "for x in", "; do", "; done", "cd $x"];
        Random random = new(11);
        for (var trial = 0; trial < 5000; trial++)
        {
            StringBuilder text = new();
            for (var left = random.Next(40); left > 0; left--)
            {
                _ = text.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(2) == 0 ? " " : "");
            }

            _ = NoVerifyGuard.Find(text.ToString());
        }

        _ = NoVerifyGuard.Find(string.Concat(Enumerable.Repeat("$(", 20_000)));
        _ = NoVerifyGuard.Find(new string('`', 20_001));
        _ = NoVerifyGuard.Find(string.Concat(Enumerable.Repeat("sh -c '", 5000)));
    }

    [TestMethod]
    public void What_may_be_read_from_many_places_is_not_kept_from_each()
    {
        var line = string.Concat(Enumerable.Repeat("((<<) ", 17_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        NoVerifyGuard.Find(line).ShouldNotBeNull().ShouldContain("nested");

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000_000);
    }

    public static IEnumerable<string[]> LargeLines =>
    [
        ["one loop and its folder", $"for f in {Numbers(1000)}; do cd $f && rm {Repeated("$f ", 1000)}; done"],
        ["loops in each other", string.Concat("ABCDEFGH".Select(name => $"for {name} in {Numbers(400)}; do "))
            + $"rm {Repeated("$A.$B.$C.$D.$E.$F.$G.$H ", 120)}"
            + Repeated("; done", 8)],
        ["what doubles itself", "x=abcdefgh; " + Repeated("x=$x$x; ", 60) + "rm $x"],
        ["what doubles itself or not", "x=a; " + Repeated("true && x=$x$x; ", 60) + "rm $x"],
        ["a word of nothing", "x=; for f in " + Numbers(1000) + "; do for g in " + Numbers(1000) + "; do rm " + Repeated("$x", 10_000) + "$f$g; done; done"],
        ["values that are added", string.Concat(Enumerable.Range(0, 10_000).Select(number => $"true && x={number}; "))],
        ["lists", $"a=({Numbers(1000)}); " + Repeated("for f in \"${a[@]}\"; do rm \"${a[@]}\" $f; done; ", 10)],
        ["scripts of each", $"for f in {Numbers(1000)}; do for g in {Numbers(1000)}; do sh -c \"rm $f $g\"; done; done"],
    ];

    [TestMethod]
    [DynamicData(nameof(LargeLines))]
    public void What_variables_stand_for_is_counted_over_the_whole_line(string what, string line)
    {
        ExpansionLimit limit = new();

        ShellWalk.Find(line, step => null, limit: limit).ShouldBe(ShellWalk.TooMany);

        limit.Count.ShouldBeLessThan(250_001);
        NoVerifyGuard.Find(line).ShouldBe(ShellWalk.TooMany, what);
        _ = WrittenPath.Of(line, out var problem);
        problem.ShouldBe(ShellWalk.TooMany);
    }

    [TestMethod]
    [DataRow("for a in {0}; do cd pkg/$a && rm -f $a.tmp && cd ../..; done", 109)]
    [DataRow("for a in {0}; do rm -f aaa.tmp data a$b; done", 1000)]
    [DataRow("for a in {0}; do cd $a; for b in {0}; do cd $b; rm x; cd ..; done; cd ..; done", 20)]
    [DataRow("for a in {0}; do x $a; y $a > $a.log; z $a; done", 1500)]
    public void Ordinary_loops_are_read_to_their_end(string line, int count)
    {
        line = line.Replace("{0}", Numbers(count), StringComparison.Ordinal);

        NoVerifyGuard.Find(line).ShouldBeNull();
        _ = WrittenPath.Of(line, out var problem);
        problem.ShouldBeNull();
    }

    [TestMethod]
    public void The_folder_and_the_word_have_the_same_value_of_one_loop()
    {
        var written = WrittenPath.Of($"for f in {Numbers(50)}; do cd pkg/$f && rm $f.tmp; done", out _);

        written.Select(path => path.Path).ShouldBe(Enumerable.Range(0, 50).SelectMany(number => (string[])[$"pkg/{number}/{number}.tmp"]), ignoreOrder: true);
    }

    private static string Numbers(int count) => string.Join(' ', Enumerable.Range(0, count));

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    [TestMethod]
    public void What_is_nested_too_deeply_is_denied()
    {
        var line = "git status";
        for (var i = 0; i < 30; i++)
        {
            line = $"eval {line}";
        }

        NoVerifyGuard.Find(line).ShouldNotBeNull().ShouldContain("nested");
    }

    [TestMethod]
    [DataRow("\"$(")]
    [DataRow("$(")]
    [DataRow("${x:-")]
    [DataRow("\"${x:-\"$(")]
    [DataRow("<(")]
    [DataRow("$((")]
    [DataRow("${x:-$(`")]
    [DataRow("cat <<E\n$(")]
    public void Substitutions_in_each_other_end_no_process(string opening)
    {
        var line = "git commit --no-verify\n: " + string.Concat(Enumerable.Repeat(opening, 40_000));

        NoVerifyGuard.Find(line).ShouldNotBeNull();
        NoVerifyGuard.Find(line["git commit --no-verify\n".Length..]).ShouldNotBeNull().ShouldContain("nested");
    }

    [TestMethod]
    [DataRow("env ")]
    [DataRow("busybox ")]
    [DataRow("if ")]
    [DataRow("if case ")]
    [DataRow("( ")]
    [DataRow("((")]
    [DataRow("find -exec ")]
    [DataRow("cat <<E\n")]
    [DataRow("a=b ")]
    [DataRow("env -S ")]
    [DataRow("{")]
    [DataRow("{a,")]
    [DataRow("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} ")]
    [DataRow("{a,b}")]
    [DataRow("rm .[a]")]
    [DataRow("[a]")]
    [DataRow("@'\n")]
    [DataRow("x `\n")]
    [DataRow("bash |")]
    [DataRow("cd x;")]
    [DataRow("((<<) ")]
    [DataRow("$(((<<) ")]
    [DataRow("$(((<<) )) ")]
    [DataRow("cmd /c ")]
    [DataRow("pwsh -c ")]
    [DataRow("<# ")]
    [DataRow("\" \\\" ")]
    [DataRow("`\"")]
    [DataRow("x=$x$x;")]
    [DataRow("true && x=$x;")]
    [DataRow("x+=(a $x);")]
    [DataRow("for x in a b; do cd $x;")]
    [DataRow("for x in a $x; do sh -c \"rm $x\"; done;")]
    [DataRow("'${x'")]
    [DataRow("'${x-'")]
    public void What_is_written_again_and_again_is_read_to_its_end(string piece) => _ = NoVerifyGuard.Find(string.Concat(Enumerable.Repeat(piece, 10_000)));

    // What a table's row ends with a comment or a document cannot stand before more.
    private static bool IsWhole(string line) =>
        !line.Contains('#', StringComparison.Ordinal)
            && !line.Contains("<<", StringComparison.Ordinal)
            && !line.EndsWith('&')
            && !line.EndsWith('\\')
            && !line.Contains('`', StringComparison.Ordinal);
}
