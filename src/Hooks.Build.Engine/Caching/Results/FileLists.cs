using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Lists of files and how they were, one a file, each under its digest: hooks that are given the same files share one, and a hook's last run names it. They
/// are written and read a line at a time, in ordinal order of the paths, as there may be a hundred thousand.
/// </summary>
/// <param name="folder">Absolute path of their folder.</param>
internal sealed class FileLists(string folder)
{
    private const string Format = "hooks-files 1";
    private const char End = '\t';
    private const int BufferSize = 32 * 1024;
    private const int MostBytes = 256 << 20;

    /// <summary>Writes a list, unless it is there. Where that cannot be, it is missing when it is asked for.</summary>
    /// <param name="digest">The digest of the list.</param>
    /// <param name="files">The files and how they are, in ordinal order.</param>
    /// <returns>Whether it was written now.</returns>
    public bool Write(string digest, IEnumerable<(string Path, string Print)> files)
    {
        var path = Path.Combine(folder, digest);
        try
        {
            if (IsThere(path))
            {
                return false;
            }

            OwnFolder.Create(folder);
            using var draft = AtomicFile.Create(path, isPrivate: false);
            using (BufferedStream stream = new(draft.Stream, BufferSize))
            {
                var count = 0;
                Line(stream, Encoding.ASCII.GetBytes(Format));
                foreach (var (file, print) in files)
                {
                    Line(stream, PathText.Encode(TabbedText.Escape(file) + '\t' + print));
                    count++;
                }

                // Says that nothing was cut off.
                Line(stream, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{End}{count}")));
                stream.Flush();
                draft.Publish(path);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads a list as it is enumerated.</summary>
    /// <exception cref="InvalidDataException">It is not there, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public IEnumerable<(string Path, string Print)> Read(string digest)
    {
        // Of each byte a character: paths are bytes.
        using var file = KeptFile.OpenStream(Path.Combine(folder, digest));
        if (file is null || file.Length > MostBytes)
        {
            throw new InvalidDataException(digest);
        }

        using StreamReader reader = new(file, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, BufferSize);
        var count = 0;
        var line = reader.ReadLine();
        if (line != Format)
        {
            throw new InvalidDataException(digest);
        }

        while ((line = reader.ReadLine()) is not null && !line.StartsWith(End))
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0)
            {
                throw new InvalidDataException(digest);
            }

            count++;
            yield return (TabbedText.Unescape(PathText.Decode(Encoding.Latin1.GetBytes(line[..tab]))), line[(tab + 1)..]);
        }

        if (line != string.Create(CultureInfo.InvariantCulture, $"{End}{count}"))
        {
            throw new InvalidDataException(digest);
        }
    }

    /// <summary>Removes all lists but some, and what killed runs left of others.</summary>
    public void KeepOnly(IReadOnlySet<string> digests)
    {
        try
        {
            foreach (var path in Directory.Exists(folder) ? Directory.GetFiles(folder) : [])
            {
                if (!digests.Contains(Path.GetFileName(path)))
                {
                    File.Delete(path);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for the next time.
        }
    }

    // What was cut off is written once more.
    private static bool IsThere(string path)
    {
        using var file = KeptFile.OpenStream(path);
        Span<byte> tail = stackalloc byte[16];
        if (file is null || file.Length < tail.Length || file.Length > MostBytes)
        {
            return false;
        }

        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var last = tail[..^1].LastIndexOf((byte)'\n') + 1;
        return tail[^1] == (byte)'\n' && last > 0 && tail[last] == (byte)End && !tail[(last + 1)..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static void Line(BufferedStream stream, byte[] bytes)
    {
        stream.Write(bytes);
        stream.WriteByte((byte)'\n');
    }
}
