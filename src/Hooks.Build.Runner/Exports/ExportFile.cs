using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Exports;

/// <summary>A file that is to hold a run: it is there as a whole, or as it was before.</summary>
/// <param name="Format">One of <see cref="ExportFormats"/>.</param>
/// <param name="FullPath">Absolute path.</param>
internal sealed record ExportFile(string Format, string FullPath)
{
    /// <summary>Reads <c>FORMAT=FILE</c>.</summary>
    /// <exception cref="HooksException">HOOK9002: it is none.</exception>
    public static ExportFile Read(string text, string folder)
    {
        if (text.Split('=', 2) is not [var format, { Length: > 0 } file] || !ExportFormats.All.Contains(format, StringComparer.Ordinal))
        {
            throw new HooksException(
                Codes.InvalidSetting,
                $"--output {text} is not understood: a format, = and a file are wanted, such as sarif=hooks.sarif. The formats are {string.Join(", ", ExportFormats.All)}");
        }

        var path = Path.GetFullPath(file, folder);
        return Directory.Exists(path) || Path.EndsInDirectorySeparator(path)
            ? throw new HooksException(Codes.InvalidSetting, $"--output {text}: {path} is a folder and no file")
            : new ExportFile(format, path);
    }

    /// <summary>Finds out whether it can be written, before anything runs: afterwards it would be late to say so.</summary>
    /// <exception cref="HooksException">HOOK9002: it cannot.</exception>
    public void Require()
    {
        try
        {
            WholeFile.Require(FullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.InvalidSetting, $"--output {Format}={FullPath} cannot be written: {e.Message}");
        }
    }

    /// <summary>Refuses two that are one file, which would hold the last of them alone. What keeps nothing, such as /dev/null, takes any number.</summary>
    /// <param name="places">How each was said, and its absolute path.</param>
    /// <exception cref="HooksException">HOOK9002: two are.</exception>
    public static void RequireApart(IEnumerable<(string Said, string FullPath)> places)
    {
        Dictionary<string, string> known = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (var (said, path) in places.Where(place => FileStatus.Read(place.FullPath, followsLinks: true).Kind != FileKind.Other))
        {
            var folder = Path.GetDirectoryName(path)!;
            var real = RealPath.Of(path) ?? Path.Combine(RealPath.Of(folder) ?? folder, Path.GetFileName(path));
            if (!known.TryAdd(real, said))
            {
                throw new HooksException(
                    Codes.InvalidSetting,
                    $"{known[real]} and {said} are one file, and the one would be written over the other: name another file for one of them");
            }
        }
    }

    /// <summary>Writes the file.</summary>
    /// <returns>What went wrong; <see langword="null"/> where nothing did.</returns>
    public Problem? Write(byte[] document)
    {
        try
        {
            WholeFile.Write(FullPath, document);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(Codes.Export, $"The hooks ran, but what --output {Format}= asks for cannot be written to {FullPath}: {e.Message}");
        }
    }
}
