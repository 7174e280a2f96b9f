using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>Replaces a file in one step: whoever reads it sees all of the old or all of the new.</summary>
internal static class FileReplacement
{
    /// <summary>Replaces what a file holds; its mode stays.</summary>
    /// <returns>Whether it still held what it should hold; else nothing is changed.</returns>
    /// <exception cref="UnauthorizedAccessException">The file is write-protected, or its folder is.</exception>
    public static bool TryReplace(string path, byte[] before, byte[] after)
    {
        // A link stays one: what it leads to is replaced.
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (File.GetAttributes(target).HasFlag(FileAttributes.ReadOnly))
            throw new UnauthorizedAccessException("it is write-protected.");

        return new UserFile().TryReplace(new Replacement(
            target, FileStatus.Read(target), content => content.AsSpan().SequenceEqual(before), after)) is not null;
    }
}
