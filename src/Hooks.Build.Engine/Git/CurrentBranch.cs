using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>The branch that is checked out, read as git reads it: to ask git costs a commit more than some hooks.</summary>
internal static class CurrentBranch
{
    /// <summary>How the file HEAD begins where a branch is checked out.</summary>
    public const string Reference = "ref: refs/heads/";

    // The longest name of a file that systems allow, some times over.
    private const int Longest = 16 * 1024;

    /// <summary>Its name; <see langword="null"/> where none is checked out, or nobody knows.</summary>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    public static string? Of(string root)
    {
        try
        {
            return GitFolders.Above(root) is { } git && KeptFile.Read(Path.Combine(git.GitDirectory, "HEAD"), Longest) is { } head
                ? Name(Encoding.UTF8.GetString(head))
                : null;
        }
        catch (Exception e) when (e is HooksException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // No name begins with a dot: where git keeps references in a table (reftable) ".invalid" stands for what only the table tells.
    private static string? Name(string head) =>
        head.StartsWith(Reference, StringComparison.Ordinal) && head[Reference.Length..].TrimEnd('\n', '\r') is { Length: > 0 } name && name[0] != '.'
            ? name
            : null;
}
