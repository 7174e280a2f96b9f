namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class GlobTests
{
    [TestMethod]
    [DataRow("a.cs", "a.cs")]
    [DataRow("*.cs", "a.cs")]
    [DataRow("*.cs", ".cs")]
    [DataRow("*", ".gitignore")]
    [DataRow("a[\\]b", "a\\b")]
    [DataRow("a*b*c", "axbxbc")]
    [DataRow("a*", "a")]
    [DataRow("?.cs", "x.cs")]
    [DataRow("src/*.cs", "src/a.cs")]
    [DataRow("**", "a")]
    [DataRow("**", "a/b/c")]
    [DataRow("**/*", "a/b/c")]
    [DataRow("**/*.cs", "a.cs")]
    [DataRow("**/*.cs", "a/b/c.cs")]
    [DataRow("**/*.cs", "a/.cs")]
    [DataRow("**/a.cs", "a.cs")]
    [DataRow("**/a.cs", "x/y/a.cs")]
    [DataRow("a/**", "a/b")]
    [DataRow("a/**", "a/b/c")]
    [DataRow("a/**/b", "a/b")]
    [DataRow("a/**/b", "a/x/b")]
    [DataRow("a/**/b", "a/b/x/b")]
    [DataRow("**/a/**/b/*.c", "a/b/a/x/b/y.c")]
    [DataRow("**/**", "a")]
    [DataRow("a/**/**/b", "a/b")]
    [DataRow("bin/", "bin/a/b")]
    [DataRow("**/bin/", "src/bin/a")]
    [DataRow("[abc].x", "b.x")]
    [DataRow("[a-c].x", "b.x")]
    [DataRow("[!a-c].x", "d.x")]
    [DataRow("[^a-c].x", "d.x")]
    [DataRow("[]a].x", "].x")]
    [DataRow("[!]].x", "a.x")]
    [DataRow("[a-].x", "-.x")]
    [DataRow("[-a].x", "-.x")]
    [DataRow("[*?{},].x", "*.x")]
    [DataRow("[*?{},].x", ",.x")]
    [DataRow("[+-9]", "0")]
    [DataRow("*.{cs,vb}", "a.vb")]
    [DataRow("{a,b/c}/x", "b/c/x")]
    [DataRow("{a,b{c,d}}{,e}", "bde")]
    [DataRow("{a,b{c,d}}{,e}", "a")]
    [DataRow("{**/,}x", "a/x")]
    [DataRow("{a}", "a")]
    [DataRow("{[}],b}", "}")]
    [DataRow("a,b", "a,b")]
    [DataRow("with space/*.cs", "with space/a.cs")]
    [DataRow("(a+b)$.cs", "(a+b)$.cs")]
    [DataRow("ünïcode/*", "ünïcode/ß")]
    [DataRow("??", "😀")]
    [DataRow("...", "...")]
    public void These_match(string pattern, string path) => Globs.Parse(pattern).IsMatch(path).ShouldBeTrue();

    [TestMethod]
    [DataRow("a.cs", "A.cs")]
    [DataRow("a.cs", "src/a.cs")]
    [DataRow("*.cs", "src/a.cs")]
    [DataRow("*.cs", "a.csx")]
    [DataRow("?.cs", ".cs")]
    [DataRow("a?b", "a/b")]
    [DataRow("a*b", "a/b")]
    [DataRow("src/*.cs", "src/a/b.cs")]
    [DataRow("**/*.cs", "a.cs/b")]
    [DataRow("**/a.cs", "xa.cs")]
    [DataRow("a/**", "a")]
    [DataRow("a/**", "ab/c")]
    [DataRow("a/**/b", "a/xb")]
    [DataRow("a/**/b", "ab")]
    [DataRow("bin/", "bin")]
    [DataRow("bin/", "src/bin/a")]
    [DataRow("[!a]b", "/b")]
    [DataRow("x[!a]b", "x/b")]
    [DataRow("x[+-9]b", "x/b")]
    [DataRow("[!a-c].x", "b.x")]
    [DataRow("*.{cs,vb}", "a.{cs,vb}")]
    [DataRow("{a,b}c", "abc")]
    [DataRow("**", "")]
    [DataRow("*", "")]
    [DataRow("a", "")]
    [DataRow("i", "İ")]
    public void These_do_not_match(string pattern, string path) => Globs.Parse(pattern).IsMatch(path).ShouldBeFalse();

    [TestMethod]
    [DataRow(null, "The pattern is empty")]
    [DataRow("", "write **")]
    [DataRow("  ", "blank")]
    [DataRow("a\\b", "use '/'")]
    [DataRow("!a", "Exclude")]
    [DataRow("/a", "begins with '/'")]
    [DataRow("/", "begins with '/'")]
    [DataRow("./a", "begins with './'")]
    [DataRow("C:/a", "drive")]
    [DataRow("a/./b", "segment '.'")]
    [DataRow("..", "segment '..'")]
    [DataRow("a/../b", "segment '..'")]
    [DataRow("a//b", "empty segment")]
    [DataRow("a//", "empty segment")]
    [DataRow("a[\\w]", "has a '\\'")]
    [DataRow("[\\]\\", "has a '\\'")]
    [DataRow("**.cs", "such as **/*.cs and not **.cs")]
    [DataRow("a/b**", "whole segment")]
    [DataRow("***", "whole segment")]
    [DataRow("a[b", "write [[]")]
    [DataRow("[]", "add the ']'")]
    [DataRow("[", "add the ']'")]
    [DataRow("[!", "add the ']'")]
    [DataRow("[!]", "add the ']'")]
    [DataRow("[a/b]", "'/' in a class")]
    [DataRow("[z-a]", "write a-z")]
    [DataRow("[[:alpha:]]", "such as [a-z]")]
    [DataRow("[!\0-\uffff]", "no character")]
    [DataRow("{a,b", "write [{]")]
    [DataRow("a}", "write [}]")]
    [DataRow("{a}}", "add the '{'")]
    [DataRow("{{a}", "add the '}'")]
    [DataRow("{a,}/b", "begins with '/'")]
    [DataRow("{,a}", "alternatives is empty")]
    [DataRow("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "It stands for 512 patterns; 256 is the most.")]
    [DataRow("{a,{b,c[,]}{d,e}x}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}", "It stands for 640 patterns")]
    [DataRow("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "It stands for more than a million patterns")]
    public void These_are_malformed_and_the_error_says_what_to_write(string? pattern, string part)
    {
        Glob.TryParse(pattern, out var glob, out var error).ShouldBeFalse();
        glob.ShouldBeNull();
        error.ShouldContain(part, Case.Sensitive);
        error.ShouldEndWith(".");
    }

    [TestMethod]
    public void What_is_told_of_a_long_pattern_is_short()
    {
        var names = string.Join(',', Enumerable.Range(0, 5000));
        foreach (var pattern in new[] { "{" + names + "}", "{" + names, "!" + names, names + "//", "[" + names, names + "[a/]" })
        {
            Glob.TryParse(pattern, out _, out var error).ShouldBeFalse();
            error.Length.ShouldBeLessThan(300);
            error.ShouldEndWith(".");
        }
    }

    [TestMethod]
    public void A_pattern_may_stand_for_256_patterns_and_is_kept_as_written()
    {
        Glob.TryParse("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", out var glob, out var error).ShouldBeTrue(error);
        glob!.Pattern.ShouldBe("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}");
        glob.IsMatch("abbabbaa").ShouldBeTrue();
        error.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("**/*.cs", "src/**", true)]
    [DataRow("*.cs", "src/**", false)]
    [DataRow("a*", "*b", true)]
    [DataRow("a*c", "a?", true)]
    [DataRow("a*bc", "a?", false)]
    [DataRow("*.cs", "*.csx", false)]
    [DataRow("**/*.cs", "**/*.vb", false)]
    [DataRow("**/*.{cs,vb}", "**/*.v?", true)]
    [DataRow("[a-c]", "[c-e]", true)]
    [DataRow("[a-c]", "[!a-c]", false)]
    [DataRow("a/**", "a", false)]
    [DataRow("a/**/b", "**/c/**", true)]
    [DataRow("a/**/b", "b/**/b", false)]
    [DataRow("**", "x", true)]
    public void Overlap_is_exact(string one, string other, bool overlap)
    {
        Globs.Parse(one).Overlaps(Globs.Parse(other)).ShouldBe(overlap);
        Globs.Parse(other).Overlaps(Globs.Parse(one)).ShouldBe(overlap);
    }
}
