using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Reads the failed tests of a report: JUnit's, which most test frameworks can write, or the TRX of <c>dotnet test</c>.</summary>
internal static partial class TestReport
{
    private const int LongestText = 1000;

    // Of .NET's stacks in any language, where a file is told.
    [GeneratedRegex(@" in (?<file>[^\r\n]+):\D*(?<line>\d+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StackPlace();

    /// <summary>Reads JUnit's XML.</summary>
    /// <exception cref="XmlException">It is not XML.</exception>
    public static void ReadJUnit(byte[] text, string folder, Action<Finding> add)
    {
        var (name, file, line) = ("", "", 0);
        Each(text, xml =>
        {
            switch (xml.LocalName)
            {
                case "testcase":
                    var owner = xml.GetAttribute("classname") ?? "";
                    name = owner.Length == 0 ? xml.GetAttribute("name") ?? "" : $"{owner}.{xml.GetAttribute("name")}";
                    file = FoundFile.Existing(xml.GetAttribute("file") ?? "", folder) ?? "";
                    line = Number(xml.GetAttribute("line"));
                    break;
                case "failure" or "error" when name.Length > 0:
                    var said = xml.GetAttribute("message") ?? "";
                    var stack = xml.IsEmptyElement ? "" : xml.ReadElementContentAsString();
                    add(Failed(name, said.Length > 0 ? said : stack, stack, (file, line), folder));
                    return true;
                default:
                    break;
            }

            return false;
        });
    }

    /// <summary>Reads a TRX file.</summary>
    /// <inheritdoc cref="ReadJUnit"/>
    public static void ReadTrx(byte[] text, string folder, Action<Finding> add)
    {
        var (name, said) = ("", "");
        Each(text, xml =>
        {
            switch (xml.LocalName)
            {
                case "UnitTestResult":
                    Tell("");
                    name = xml.GetAttribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted" ? xml.GetAttribute("testName") ?? "" : "";
                    said = "";
                    break;
                case "Message" when name.Length > 0:
                    said = xml.ReadElementContentAsString();
                    return true;
                case "StackTrace" when name.Length > 0:
                    Tell(xml.ReadElementContentAsString());
                    return true;
                default:
                    break;
            }

            return false;
        });
        Tell("");

        void Tell(string stack)
        {
            if (name.Length > 0)
            {
                add(Failed(name, said, stack, ("", 0), folder));
            }

            name = "";
        }
    }

    private static Finding Failed(string name, string said, string stack, (string File, int Line) place, string folder)
    {
        if (place.File.Length == 0)
        {
            place = StackPlace().Matches(stack).Select(match => (File: FoundFile.Existing(match.Groups["file"].Value, folder) ?? "", Line: Number(match.Groups["line"].ValueSpan)))
                .FirstOrDefault(found => found.File.Length > 0, (File: "", Line: 0));
        }

        said = said.Trim().Split('\n')[0].Trim();
        said = said.Length > LongestText ? said[..LongestText] : said;
        return new Finding(HookFindingLevel.Error, place.File, place.Line, 0, 0, 0, "", said.Length == 0 ? $"{name} failed" : $"{name}: {said}");
    }

    private static int Number(ReadOnlySpan<char> text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // A reader that has read on by itself stands at the next node already.
    private static void Each(byte[] text, Func<XmlReader, bool> read)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false };
        using MemoryStream stream = new(text);
        using var xml = XmlReader.Create(stream, settings);
        var more = xml.Read();
        while (more)
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == 0)
            {
                return;
            }

            if (xml.NodeType != XmlNodeType.Element || !read(xml))
            {
                more = xml.Read();
            }
        }
    }
}
