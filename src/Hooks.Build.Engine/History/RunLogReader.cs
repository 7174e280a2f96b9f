using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.History;

/// <summary>Reads the log of runs, one record after the other, oldest first. What cannot be understood is left out and counted.</summary>
/// <param name="folder">Absolute path of the folder of the hooks' logs.</param>
/// <param name="log">Which of its logs.</param>
public sealed class RunLogReader(string folder, string log = RunLogFormat.Runs)
{
    private const int LongestLine = 1024 * 1024;

    /// <summary>How many lines were no whole records, so far.</summary>
    public int Damaged { get; private set; }

    /// <summary>How many records were written by a newer version, so far.</summary>
    public int Newer { get; private set; }

    /// <summary>How many bytes were passed over, so far: of a file that is longer than a log gets, the end is read.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Reads all files of the log, those that were put aside first.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public IEnumerable<LoggedRecord> Read()
    {
        for (var age = RunLogFormat.OldFiles; age >= 0; age--)
        {
            foreach (var record in Read(RunLogFormat.PathOf(folder, log, age)))
            {
                yield return record;
            }
        }
    }

    // It may be put aside at this moment: what it holds is then missed, once.
    // A log is put aside long before it is so long: all of whatever that is would take minutes to read, and what was added last counts most.
    private FileStream? Open(string path)
    {
        const int Most = 4;
        var file = KeptFile.OpenStream(path);
        if (file is null || file.Length <= Most * RunLogFormat.MostBytes)
        {
            return file;
        }

        file.Position = file.Length - (Most * RunLogFormat.MostBytes);
        PassedOver += file.Position;
        return file;
    }

    private IEnumerable<LoggedRecord> Read(string path)
    {
        using var file = Open(path);
        if (file is null)
        {
            yield break;
        }

        var buffer = new byte[64 * 1024];
        var used = 0;
        var isWithinLine = file.Position > 0;
        int count;
        while ((count = file.Read(buffer, used, buffer.Length - used)) > 0)
        {
            used += count;
            var start = 0;
            int length;
            while ((length = buffer.AsSpan(start, used - start).IndexOf((byte)'\n')) >= 0)
            {
                if (!isWithinLine && Take(buffer.AsMemory(start, length)) is { } record)
                {
                    yield return record;
                }

                isWithinLine = false;
                start += length + 1;
            }

            Buffer.BlockCopy(buffer, start, buffer, 0, used - start);
            used -= start;
            if (used == LongestLine)
            {
                // No record is so long: whatever it is, the next line is found behind it.
                used = 0;
                Damaged += isWithinLine ? 0 : 1;
            }
            else if (used == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(LongestLine, 2 * buffer.Length));
            }
        }

        // The end of a file that is being written, or was torn.
        if (used > 0 && !isWithinLine && Take(buffer.AsMemory(0, used)) is { } last)
        {
            yield return last;
        }
    }

    private LoggedRecord? Take(ReadOnlyMemory<byte> line)
    {
        var text = line.Span.TrimEnd((byte)'\r');
        if (text.IsEmpty)
        {
            return null;
        }

        var record = RecordReader.Read(line[..text.Length], out var isNewer);
        if (record is not null)
        {
            return record;
        }

        if (isNewer)
        {
            Newer++;
            return null;
        }

        // A record behind one that was torn.
        Damaged++;
        var next = text[1..].LastIndexOf(RunLogFormat.Beginning);
        return next < 0 ? null : RecordReader.Read(line[(next + 1)..text.Length], out _);
    }
}
