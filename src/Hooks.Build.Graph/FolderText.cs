namespace Hooks.Build.Graph;

/// <summary>A folder of the repository, as people write it.</summary>
public static class FolderText
{
    /// <summary>What is wrong with it, said of the property that it is the value of; <see langword="null"/> for a path from the repository's root.</summary>
    public static string? Problem(string? folder)
    {
        if (folder is null)
            return null;
        if (folder.Length > 0 && folder.Trim().Length == 0)
            return "is blank; leave it out for the repository's root";
        if (folder.IndexOf('\0') >= 0)
            return "has a NUL character, which no path has";
        if (folder.IndexOf('\\') >= 0)
            return $"is '{folder}'; folders are separated by '/'";
        if (folder.StartsWith("/", StringComparison.Ordinal) || (folder.Length > 1 && folder[1] == ':'))
            return $"is '{folder}'; it must be a path from the repository root";

        if (folder.Split('/')[0] == "~")
            return $"is '{folder}', which no shell reads; it must be a path from the repository root";
        if (folder.IndexOf("{root}", StringComparison.Ordinal) >= 0)
            return $"is '{folder}', where {{root}} stands for nothing; it is a path from the repository root already";

        return folder.Split('/').Contains("..", StringComparer.Ordinal) ? $"is '{folder}'; it must not leave the repository by '..'" : null;
    }
}
