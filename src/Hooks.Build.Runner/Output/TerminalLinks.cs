using System.Globalization;

namespace Hooks.Build.Runner.Output;

/// <summary>
/// Links of OSC 8, which a terminal that does not know them may show as rubbish: they are written where the terminal is known to understand them. What the
/// variables mean is as https://github.com/chalk/supports-hyperlinks has it.
/// </summary>
internal static class TerminalLinks
{
    // 0.50.0 crashes on them.
    private const int FirstVte = 5001;
    private static readonly string[] Programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "zed", "Hyper", "Tabby", "rio", "WarpTerminal"];
    private static readonly string[] Terminals = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"];

    /// <summary>Whether links are written.</summary>
    /// <param name="isWatched">Somebody looks at a terminal that is not a dumb one, and it is no build server.</param>
    /// <param name="variable">The environment.</param>
    public static bool AreKnown(bool isWatched, Func<string, string?> variable)
    {
        if (variable("FORCE_HYPERLINK") is { Length: > 0 } forced)
        {
            return forced is not ("0" or "false");
        }

        // The other end of a connection has other files, except for an editor that knows where it is.
        var program = variable("TERM_PROGRAM") ?? "";
        if (!isWatched || (IsSet("SSH_CONNECTION") && program != "vscode"))
        {
            return false;
        }

        // These stand between hooks and the terminal, whose variables they hand on.
        var kind = variable("TERM") ?? "";
        if (IsSet("TMUX") || IsSet("STY") || kind.StartsWith("screen", StringComparison.Ordinal) || kind.StartsWith("tmux", StringComparison.Ordinal))
        {
            return false;
        }

        return Programs.Contains(program, StringComparer.Ordinal)
            || Terminals.Contains(kind, StringComparer.Ordinal)
            || IsSet("WT_SESSION") || IsSet("KITTY_WINDOW_ID") || IsSet("DOMTERM")
            || (int.TryParse(variable("VTE_VERSION"), NumberStyles.None, CultureInfo.InvariantCulture, out var vte) && vte >= FirstVte);

        bool IsSet(string name) => !string.IsNullOrEmpty(variable(name));
    }

    /// <summary>A text that leads to a file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="text">What is shown, in which nothing moves a cursor.</param>
    public static string Of(string path, string text) => $"\e]8;;{AddressOf(path)}\e\\{text}\e]8;;\e\\";

    // Whatever a path holds, it ends no sequence: all but letters, digits and -._~ goes as its bytes.
    private static string AddressOf(string path)
    {
        var parts = path.Replace(Path.DirectorySeparatorChar, '/').Split('/');
        var isOfDrive = parts[0].Length == 2 && parts[0][1] == ':' && char.IsAsciiLetter(parts[0][0]);
        return (isOfDrive ? $"file:///{parts[0]}/" : "file://") + string.Join('/', parts.Skip(isOfDrive ? 1 : 0).Select(Uri.EscapeDataString));
    }
}
