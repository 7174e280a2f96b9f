using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Remote;

/// <summary>What an <c>ActionResult</c> cannot say of a hook's result, as bytes. The key is part of it: an entry under a wrong name is found out.</summary>
internal static class ResultRecord
{
    /// <summary>Writes the record of a successful result.</summary>
    public static byte[] Write(string key, CachedResult result)
    {
        ProtoWriter writer = new();
        writer.Text(1, key);
        writer.Text(2, result.Reason);
        writer.Number(3, result.ExitCode is null ? 0 : 1);
        writer.Number(4, result.Duration.Ticks);
        foreach (var finding in result.Findings)
        {
            writer.Message(5, Write(finding));
        }

        writer.Number(6, result.DroppedFindings);
        foreach (var line in result.Tail)
        {
            writer.Element(7, line);
        }

        return writer.Written.ToArray();
    }

    /// <summary>Reads the record of a key.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or another key's.</exception>
    public static CachedResult Read(string key, ReadOnlySpan<byte> record)
    {
        var isOfKey = false;
        CachedResult result = new() { Outcome = HookOutcome.Succeeded };
        List<Finding> findings = [];
        List<string> tail = [];
        ProtoReader reader = new(record);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    isOfKey = reader.Text() == key;
                    break;
                case 2:
                    result = result with { Reason = reader.Text() };
                    break;
                case 3:
                    result = result with { ExitCode = reader.Number() != 0 ? 0 : null };
                    break;
                case 4:
                    result = result with { Duration = TimeSpan.FromTicks(reader.Number(most: long.MaxValue)) };
                    break;
                case 5:
                    findings.Add(ReadFinding(reader.Bytes()));
                    break;
                case 6:
                    result = result with { DroppedFindings = (int)reader.Number() };
                    break;
                case 7:
                    tail.Add(reader.Text());
                    break;
            }
        }

        return isOfKey ? result with { Findings = findings, Tail = tail } : throw new InvalidDataException("it is the result of something else");
    }

    private static ReadOnlySpan<byte> Write(Finding finding)
    {
        ProtoWriter writer = new();
        writer.Number(1, (int)finding.Level);
        writer.Text(2, finding.File);
        writer.Number(3, finding.Line);
        writer.Number(4, finding.Column);
        writer.Number(5, finding.EndLine);
        writer.Number(6, finding.EndColumn);
        writer.Text(7, finding.Code);
        writer.Text(8, finding.Message);
        return writer.Written;
    }

    private static Finding ReadFinding(ReadOnlySpan<byte> message)
    {
        Finding finding = new(HookFindingLevel.Info, "", 0, 0, 0, 0, "", "");
        ProtoReader reader = new(message);
        while (reader.Next())
        {
            finding = reader.Field switch
            {
                1 => finding with { Level = (HookFindingLevel)reader.Number(most: (int)HookFindingLevel.Error) },
                2 => finding with { File = reader.Text() },
                3 => finding with { Line = (int)reader.Number() },
                4 => finding with { Column = (int)reader.Number() },
                5 => finding with { EndLine = (int)reader.Number() },
                6 => finding with { EndColumn = (int)reader.Number() },
                7 => finding with { Code = reader.Text() },
                8 => finding with { Message = reader.Text() },
                _ => finding,
            };
        }

        return finding;
    }
}
