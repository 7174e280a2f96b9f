namespace Hooks.Build.Runner.Exports;

/// <summary>A file as other programs know it.</summary>
/// <param name="Path">With <c>/</c>, from the repository's root where it lies inside of it, else absolute.</param>
/// <param name="IsInside">Whether it lies in the repository.</param>
internal sealed record SourcePlace(string Path, bool IsInside)
{
    /// <summary>Its address: each part of the path percent-encoded, so that no name is taken for a scheme, a query or markup.</summary>
    public string Uri => IsInside ? Encoded(Path) : "file://" + (Path.StartsWith('/') ? "" : "/") + Encoded(Path);

    /// <summary>The address of a folder outside of everything, with the <c>/</c> at its end that relative addresses need.</summary>
    public static string OfRoot(string root) => new SourcePlace(Slashes(root).TrimEnd('/') + "/", IsInside: false).Uri;

    /// <summary>The place of a file.</summary>
    public static SourcePlace Of(string file, string root)
    {
        var full = FullPath(file, root);
        var relative = System.IO.Path.GetRelativePath(root, full);
        var isInside = !System.IO.Path.IsPathRooted(relative)
            && relative != ".."
            && !relative.StartsWith(".." + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return new SourcePlace(Slashes(isInside ? relative : full), isInside);
    }

    /// <summary>An absolute path. A zero, which a tool may print and no name can hold, is none of it.</summary>
    public static string FullPath(string file, string root) => System.IO.Path.GetFullPath(file.Replace('\0', '\uFFFD'), root);

    private static string Slashes(string path) => path.Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static string Encoded(string path) =>
        string.Join('/', path.Split('/').Select((part, index) => IsDrive(part, index) ? part : System.Uri.EscapeDataString(part)));

    private static bool IsDrive(string part, int index) => index == 0 && System.IO.Path.DirectorySeparatorChar == '\\' && part is [_, ':'];
}
