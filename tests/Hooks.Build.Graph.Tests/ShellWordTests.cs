namespace Hooks.Build.Graph.Tests;

[TestClass]
public sealed class ShellWordTests
{
    [TestMethod]
    [DataRow("echo a && b", 7, "&& joins commands in a shell")]
    [DataRow("echo a || b", 7, "|| joins commands in a shell")]
    [DataRow("echo a | b", 7, "| is a pipe in a shell")]
    [DataRow("echo a |& b", 7, "|& is a pipe in a shell")]
    [DataRow("echo a ; b", 7, "; ends a command in a shell")]
    [DataRow("echo a; b", 6, "; ends a command in a shell")]
    [DataRow("find -exec cat {{}} \\;", 21, "; ends a command in a shell")]
    [DataRow("serve & test", 6, "& starts a command in the background in a shell")]
    [DataRow("echo a > b", 7, "> is a redirection in a shell")]
    [DataRow("echo a >> b", 7, ">> is a redirection in a shell")]
    [DataRow("echo a < b", 7, "< is a redirection in a shell")]
    [DataRow("echo a 2> b", 7, "2> is a redirection in a shell")]
    [DataRow("echo a 2>> b", 7, "2>> is a redirection in a shell")]
    [DataRow("echo a 2>&1", 7, "2>&1 is a redirection in a shell")]
    [DataRow("echo a &> b", 7, "&> is a redirection in a shell")]
    [DataRow("echo a >b", 7, "> is a redirection in a shell")]
    [DataRow("echo a 2>b", 7, "2> is a redirection in a shell")]
    [DataRow("echo a <b", 7, "< is a redirection in a shell")]
    [DataRow("echo a &>b", 7, "&> is a redirection in a shell")]
    [DataRow("echo a >'b c'", 7, "> is a redirection in a shell")]
    [DataRow("echo 'a b'; c", 10, "; ends a command in a shell")]
    [DataRow("echo a&& b", 6, "&& joins commands in a shell")]
    [DataRow("echo a |b", 7, "| is a pipe in a shell")]
    [DataRow("one\ntwo && three", 8, "&& joins commands in a shell")]
    [DataRow("> a echo", 0, "> is a redirection in a shell")]
    [DataRow("echo $HOME", 5, "$HOME stands for a variable in a shell")]
    [DataRow("$_t1/run a", 0, "$_t1 stands for a variable in a shell")]
    [DataRow("echo a:$B-c", 7, "$B stands for a variable in a shell")]
    [DataRow("echo ${HOME}", 5, "${ stands for a variable in a shell")]
    [DataRow("echo $(git log)", 5, "$( stands for what a command prints in a shell")]
    [DataRow("echo a`date`", 6, "` stands for what a command prints in a shell")]
    [DataRow("~/bin/tool a", 0, "~ stands for the home folder in a shell")]
    [DataRow("ls ~", 3, "~ stands for the home folder in a shell")]
    public void A_word_that_a_shell_would_act_upon_is_refused_at_its_place(string text, int position, string part) => Refused(text, position, part);

    [TestMethod]
    [DataRow("! grep a", 0, "! inverts a command in a shell, and no shell runs this; write sh -c '! ...'.")]
    [DataRow("one\n! grep a {files}", 4, "! inverts a command in a shell, and no shell runs this; write sh -c '! ... \"$@\"' _ {files}.")]
    [DataRow("FOO=1 dotnet x", 0, "FOO= sets a variable in a shell, and no shell runs this; write env FOO=... and the program; Environment passes on a variable that is set outside.")]
    [DataRow("_a1='b c' x", 0, "_a1= sets a variable")]
    [DataRow("one\nFOO=", 4, "FOO= sets a variable")]
    public void A_word_that_only_a_shell_takes_before_a_program_is_refused(string text, int position, string part) => Refused(text, position, part);

    [TestMethod]
    [DataRow("a | b", "| is a pipe in a shell, and no shell runs this; write sh -c '...', or '|' in quotes where it is an argument.")]
    [DataRow("a {files} ; b", "; ends a command in a shell, and no shell runs this; write sh -c '... \"$@\"' _ {files}, or ';' in quotes where it is an argument.")]
    [DataRow("a {files}; b", "; ends a command in a shell, and no shell runs this; write sh -c '... \"$@\"' _ {files}, or ';' in quotes where it is an argument.")]
    [DataRow("a {command} | b", "| is a pipe in a shell, and no shell runs this; write sh -c '... \"$@\"' _ {command}, or '|' in quotes where it is an argument.")]
    [DataRow("a && b", "&& joins commands in a shell, and no shell runs this; write each on a line of its own or sh -c '...', or '&&' in quotes where it is an argument.")]
    [DataRow("a && b {files}", "&& joins commands in a shell, and no shell runs this; write each on a line of its own or sh -c '... \"$@\"' _ {files}, or '&&' in quotes where it is an argument.")]
    public void The_refusal_says_what_the_word_is_and_what_to_write(string text, string message)
    {
        CommandTemplate.TryParse(text, out _, out var error).ShouldBeFalse();
        error.Message.ShouldBe(message);
    }

    [TestMethod]
    [DataRow("tool '&&' \"||\" '|' ';' '&' '>' '>>' '<' '2>' '2>>' '2>&1' '&>' '>x' '2>x' '<x' '&>x' 'a;'")]
    [DataRow("tool a';' '>'x 2'>'x \"2>\"&1")]
    [DataRow("find -exec cat {{}} ';'")]
    [DataRow("sh -c '! grep a \"$@\" && b | c > d; e' _ {files}")]
    [DataRow("curl https://a.b/?c=1&d=2")]
    [DataRow("tool --> a->b a=>b a>b x>=1 a|b a;b -p:NoWarn=1;2 src/**/*.cs [a-z]? ^(a|b)+$ # x$ $1 $/ %Y% a~ ~> Name~A")]
    [DataRow("tool '$X' \"$X\" '${{X}}' '$(a)' '`a`' '~/a' '~' \"~\"/a $'X'")]
    [DataRow("tool ! FOO=1")]
    [DataRow("env FOO=1 tool")]
    [DataRow("'!' a")]
    [DataRow("'FOO=1' a")]
    [DataRow("FOO'=1' a")]
    [DataRow("!a b")]
    [DataRow("./a=b/tool 1A=b")]
    [DataRow("tool {root}>x {cores}&{log}")]
    public void A_word_that_is_quoted_or_means_nothing_to_a_shell_at_its_ends_is_an_argument(string text) =>
        CommandTemplate.TryParse(text, out _, out var error).ShouldBeTrue(error.Message);

    [TestMethod]
    public void Whatever_is_quoted_is_legal() =>
        Property.Holds(RandomCommands.ShellWords(), words =>
        {
            CommandTemplate.TryParse(string.Join(' ', words.Select(RandomCommands.Quote)), out var command, out var error).ShouldBeTrue(error.Message);
            command!.Steps.Single().Select(word => ArgumentTemplate.Expand(word, _ => "no")).ShouldBe(words);
        });

    private static void Refused(string text, int position, string part)
    {
        CommandTemplate.TryParse(text, out var command, out var error).ShouldBeFalse();
        command.ShouldBeNull();
        error.Message.ShouldContain(part, Case.Sensitive);
        error.Position.ShouldBe(position);
    }
}
