namespace Hooks.Build.Checks;

/// <summary>What checks may know beside the file they look at.</summary>
/// <param name="Root">Absolute path of the repository's root, or of what stands for it.</param>
/// <param name="Environment">The variables of the hook.</param>
public sealed record CheckContext(string Root, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Whether git is in the middle of a merge.</summary>
    public Func<bool> IsMerging { get; init; } = () => false;

    /// <summary>
    /// Reads a file that checks know by name, such as an .editorconfig, by its path from the root or an absolute one; <see langword="null"/> where there is
    /// none. In a run about what is staged it is what is staged.
    /// </summary>
    /// <exception cref="IOException">It is no plain file, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public Func<string, byte[]?> ReadNamed { get; init; } = path => System.IO.Path.Combine(Root, path) is var full && File.Exists(full)
        ? File.ReadAllBytes(full)
        : null;

    /// <summary>Whether a file that checks know by name is there and yet does not count, as it is not part of what is committed.</summary>
    public Func<string, bool> IsLeftOut { get; init; } = _ => false;

    /// <summary>The lines of a file that checks know by name; <see langword="null"/> where there is none.</summary>
    /// <inheritdoc cref="ReadNamed"/>
    public IReadOnlyList<string>? LinesOf(string path)
    {
        if (ReadNamed(path) is not { } bytes)
            return null;

        List<string> lines = [];
        using StreamReader reader = new(new MemoryStream(bytes));
        while (reader.ReadLine() is { } line)
            lines.Add(line);

        return lines;
    }

    /// <summary>How git is set up to clean commit messages.</summary>
    public MessageSettings Messages { get; init; } = MessageSettings.Usual;
}
