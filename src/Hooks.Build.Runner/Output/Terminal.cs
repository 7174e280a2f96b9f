using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Output;

/// <summary>
/// Where text for people goes. It writes bytes: setting up a console's encodings and writers takes longer than a whole quiet commit.
/// </summary>
internal sealed class Terminal(Func<Stream> open, bool isInteractive, bool hasColours)
{
    // A pipe, and a terminal, that nobody reads any more.
    private const int BrokenPipe = 32;
    private const int GoneTerminal = 5;
    private Stream? _stream;

    /// <summary>Somebody watches: what was written can be written over.</summary>
    public bool IsInteractive => isInteractive;

    /// <summary>How many columns a line may take; as many as it likes where nobody watches.</summary>
    public int Width => MeasureWidth();

    /// <summary>Finds out <see cref="Width"/>.</summary>
    public Func<int> MeasureWidth { get; init; } = () => int.MaxValue;

    /// <summary>Whether texts can lead to files; it is asked only when there is one.</summary>
    public Func<bool> KnowsLinks { get; init; } = () => false;

    /// <summary>Standard error.</summary>
    public static Terminal OfErrors() => Of(2, Console.OpenStandardError, Console.IsErrorRedirected);

    /// <summary>Standard output.</summary>
    public static Terminal OfOutput() => Of(1, Console.OpenStandardOutput, Console.IsOutputRedirected);

    /// <summary>Opens standard output for what is no text for people. A write to a pipe that nobody reads fails.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(1);

    /// <summary>Why what was printed to standard output is not whole; <see langword="null"/> where it is, or nobody read it.</summary>
    public static string? Lost { get; private set; }

    /// <summary>Hears that a text could not be written.</summary>
    private Action<IOException> Failed { get; init; } = _ => { };

    /// <summary>What becomes of each line before it is written.</summary>
    private Func<string, string>? Change { get; init; }

    /// <summary>The same place, to which each line goes as something else.</summary>
    public Terminal Through(Func<string, string> change) =>
        new(open, isInteractive, hasColours) { MeasureWidth = MeasureWidth, Change = change, Failed = Failed };

    public void WriteLine(string line) => Write((Change is null ? line : string.Join('\n', line.Split('\n').Select(Change))) + "\n");

    public void Write(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        try
        {
            _stream ??= open();
            _stream.Write(Encoding.UTF8.GetBytes(text));
            _stream.Flush();
        }
        catch (IOException e)
        {
            // Where nobody reads any more the run goes on to its end, and so it does on a full disk, of which is told then.
            Failed(e);
        }
    }

    /// <summary>A text in a colour, where colours are wanted.</summary>
    public string Paint(Colour colour, string text) => hasColours ? $"\e[{(int)colour}m{text}\e[0m" : text;

    /// <summary>A text that leads to a file where the terminal knows links.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="text">What is shown.</param>
    public string Link(string path, string text) => KnowsLinks() ? TerminalLinks.Of(path, text) : text;

    private static Terminal Of(int descriptor, Func<Stream> open, bool isRedirected)
    {
        var isDumb = isRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        if (OperatingSystem.IsWindows())
        {
            isDumb = isRedirected;
        }

        var isWatched = !isDumb && !IsSet("CI");
        // A console's own stream sets the console up at the first write, which takes descriptors that there may not be, and switches a terminal's keypad mode.
        return new Terminal(() => OperatingSystem.IsWindows() ? open() : new DescriptorStream(descriptor), isWatched, !isDumb && !IsSet("NO_COLOR"))
        {
            KnowsLinks = () => TerminalLinks.AreKnown(isWatched, Environment.GetEnvironmentVariable),
            MeasureWidth = () => isRedirected ? int.MaxValue : TerminalWidth.Of(descriptor),
            Failed = e => Lost = descriptor == 1 && e.HResult is not (BrokenPipe or GoneTerminal) && !OperatingSystem.IsWindows() ? e.Message : Lost,
        };
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}

/// <summary>The colours in use, by their number in escape sequences.</summary>
internal enum Colour
{
    Red = 31,
    Green = 32,
    Yellow = 33,
    Grey = 90,
}
