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
    [DataRow("./a.sh;./b.sh", "./a.sh;./b.sh", "./a.sh", "./b.sh", DisplayName = "no blank")]
    [DataRow("a&&b|c\r\nd\te", "a&&b|c\r\nd\te", "a", "b", "c", "d", "e", DisplayName = "what else separates words")]
    [DataRow("cat<a>b;`c`$(d)", "cat<a>b;`c`$(d)", "cat", "a", "c", "$", "d", DisplayName = "no blank around what is read and written")]
    [DataRow("a >|b c", "a >|b c", "a", "c", DisplayName = "a file that is written whatever is there")]
    [DataRow("cat 'my file'", "cat 'my file'", "cat", "my", "file", "my file", DisplayName = "a word with a blank")]
    [DataRow("cat my\\ file", "cat my\\ file", "cat", "my\\", "file", "my file", DisplayName = "a blank behind a backslash")]
    [DataRow("'a/'\"b\".sh", "'a/'\"b\".sh", "a/", "b", ".sh", "a/b.sh", DisplayName = "a word in parts")]
    [DataRow("cat \"it's\" > 'o p' q", "cat \"it's\" > 'o p' q", "cat", "it", "s", "it's", "q", DisplayName = "a quote in quotes")]
    [DataRow("cd web&&./a.sh", "cd web&&./a.sh", "cd", "web", "./a.sh", "web/./a.sh", DisplayName = "in another folder")]
    [DataRow("(cd a;cd b;c)", "(cd a;cd b;c)", "cd", "a", "a/cd", "b", "a/b", "c", "a/b/c", DisplayName = "in a folder of another folder")]
    public void Words_that_are_not_output_may_be_files(string argument, params string[] words) => ShellWords.Of(argument).ShouldBe(words);
}
