using Hooks.Build.Checks;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Checking;

/// <summary>Asks git how it cleans commit messages, where that makes a difference for a message.</summary>
internal static class GitMessageSettings
{
    // core.commentString is of this version.
    private static readonly Version WithStrings = new(2, 45);

    /// <summary>The settings of the repository; the usual ones where no message is such that they matter.</summary>
    /// <param name="git">The repository; <see langword="null"/> outside of one.</param>
    /// <param name="messages">Absolute paths of the files with messages.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HooksException">HOOK9010: git does not tell.</exception>
    public static async Task<MessageSettings> OfAsync(GitProgram? git, IEnumerable<string> messages, CancellationToken cancellation)
    {
        if (git is null || !messages.Any(MatterFor))
        {
            return MessageSettings.Usual;
        }

        // 1: none of them is set.
        var (exitCode, output) = await git.RunAsync(["config", "-z", "--get-regexp", @"^(core\.comment(char|string)|commit\.cleanup)$"], cancellation);
        var settings = MessageSettings.Usual;
        var oldComment = settings.Comment;
        var hasString = false;
        foreach (var setting in exitCode == 0 ? ZeroTerminated.Split(output) : [])
        {
            // The name, a line end, the value; the last one holds.
            var text = PathText.Decode(setting.Span);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end > 0)
            {
                var value = text[(end + 1)..];
                hasString |= text.StartsWith("core.commentstring", StringComparison.Ordinal);
                oldComment = text.StartsWith("core.commentchar", StringComparison.Ordinal) ? value : oldComment;
                settings = text.StartsWith("core.", StringComparison.Ordinal) ? settings with { Comment = value } : settings with { Cleanup = value };
            }
        }

        return hasString && await git.VersionAsync(cancellation) is { } version && version < WithStrings ? settings with { Comment = oldComment } : settings;
    }

    // One that cannot be read is a finding of the check.
    private static bool MatterFor(string path)
    {
        try
        {
            return MessageSettings.MatterFor(PlainFile.Read(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
