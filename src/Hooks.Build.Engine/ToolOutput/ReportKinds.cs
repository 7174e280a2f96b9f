using System.Text.Json;
using System.Xml;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>The reports that are understood.</summary>
internal enum ReportKind
{
    None = 0,
    Sarif = 1,
    JUnit = 2,
    Trx = 3,
}

/// <summary>Tells reports apart, and reads them.</summary>
internal static class ReportKinds
{
    /// <summary>What a text is, by how it begins.</summary>
    public static ReportKind Of(ReadOnlySpan<byte> text)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        if (text.IsEmpty)
        {
            return ReportKind.None;
        }

        return text[0] switch
        {
            (byte)'{' when text.IndexOf("\"runs\""u8) >= 0 || text.IndexOf("sarif"u8) >= 0 => ReportKind.Sarif,
            (byte)'<' when text.IndexOf("<testsuite"u8) >= 0 => ReportKind.JUnit,
            (byte)'<' when text.IndexOf("<TestRun"u8) >= 0 => ReportKind.Trx,
            _ => ReportKind.None,
        };
    }

    /// <summary>Reads a report, and those that follow if it is SARIF; other text behind it does not count.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="folder">Absolute path of the folder where relative names start.</param>
    /// <param name="add">Takes what is found.</param>
    /// <returns>Why not all of it could be read; <see langword="null"/> where it could.</returns>
    public static string? Read(ReadOnlySpan<byte> text, string folder, Action<Finding> add)
    {
        text = text.StartsWith("\uFEFF"u8) ? text[3..] : text;
        try
        {
            switch (Of(text))
            {
                case ReportKind.Sarif:
                    for (var next = 0; next >= 0 && Of(text[next..]) is ReportKind.Sarif; next = ReportCapture.BeginOf(text))
                    {
                        text = text[next..];
                        text = text[SarifReport.Read(text, folder, add)..];
                    }

                    break;
                case ReportKind.JUnit:
                    TestReport.ReadJUnit(text.ToArray(), folder, add);
                    break;
                case ReportKind.Trx:
                    TestReport.ReadTrx(text.ToArray(), folder, add);
                    break;
                default:
                    return "it is neither SARIF nor a JUnit or TRX report";
            }

            return null;
        }
        catch (Exception e) when (e is JsonException or XmlException or InvalidOperationException or FormatException)
        {
            return $"its report cannot be read: {e.Message}";
        }
    }
}
