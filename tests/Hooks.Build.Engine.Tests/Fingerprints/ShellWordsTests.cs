using Hooks.Build.Engine.Fingerprints;

namespace Hooks.Build.Engine.Tests.Fingerprints;

[TestClass]
public sealed class ShellWordsTests
{
    [TestMethod]
    [DataRow("a.sh", "a.sh")]
    [DataRow("./a.sh x && cat 'b.txt'|c;(d)", "./a.sh x && cat 'b.txt'|c;(d)", "./a.sh", "x", "cat", "b.txt", "c", "d")]
    [DataRow("cat < a > b >> c >\"d\" e", "cat < a > b >> c >\"d\" e", "cat", "a", "e")]
    [DataRow("a 2>&1 b", "a 2>&1 b", "a", "2", "1", "b")]
    [DataRow(" ", " ")]
    public void Words_that_are_not_output_may_be_files(string argument, params string[] words) => ShellWords.Of(argument).ShouldBe(words);
}
