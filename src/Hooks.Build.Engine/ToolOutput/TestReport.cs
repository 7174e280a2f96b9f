using System.Text.RegularExpressions;
using System.Xml;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.ToolOutput;

/// <summary>Reads the failed tests of a report: JUnit's, which most test frameworks can write, or the TRX of <c>dotnet test</c>.</summary>
internal static partial class TestReport
{
    private const int LongestText = 1000;
    private const int MostFrames = 1000;

    // Of .NET's stacks in any language, where a file is told.
    [GeneratedRegex(@"^(?>.*? in )(?<file>[^\r\n]+):[^\d:\r\n]*(?<line>\d+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
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
                case "testsuite":
                    (name, file, line) = (xml.GetAttribute("name") ?? "", "", 0);
                    break;
                case "testcase":
                    var owner = xml.GetAttribute("classname") ?? "";
                    name = owner.Length == 0 ? xml.GetAttribute("name") ?? "" : $"{owner}.{xml.GetAttribute("name")}";
                    file = FoundFile.Existing(xml.GetAttribute("file") ?? "", folder) ?? "";
                    line = FindingMatch.Number(xml.GetAttribute("line"));
                    break;
                case "failure" or "error":
                    var said = xml.GetAttribute("message") ?? "";
                    var isEmpty = xml.IsEmptyElement;
                    var stack = isEmpty ? "" : xml.ReadElementContentAsString();
                    add(Failed(name.Length == 0 ? "a test" : name, said.Length > 0 ? said : stack, stack, (file, line), folder));
                    return !isEmpty;
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
            place = PlaceIn(stack, folder);
        }

        said = said.Trim().Split('\n')[0].Trim();
        said = said.Length > LongestText ? said[..LongestText] : said;
        return new Finding(HookFindingLevel.Error, place.File, place.Line, 0, 0, 0, "", said.Length == 0 ? $"{name} failed" : $"{name}: {said}");
    }

    private static (string File, int Line) PlaceIn(string stack, string folder)
    {
        foreach (var line in stack.Split('\n').Take(MostFrames).Where(line => line.Length <= LongestText))
        {
            if (FindingMatch.Of(StackPlace(), line) is { } match && FoundFile.Existing(match.Groups["file"].Value, folder) is { } file)
            {
                return (file, FindingMatch.Number(match, "line"));
            }
        }

        return ("", 0);
    }

    // A reader that has read on by itself stands at the next node already.
    private static void Each(byte[] text, Func<XmlReader, bool> read)
    {
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = false,
        };
        using MemoryStream stream = new(text);
        using var xml = XmlReader.Create(stream, settings);
        var more = xml.Read();
        while (more)
        {
            if (xml.Depth == 0 && (xml.NodeType == XmlNodeType.EndElement || xml is { NodeType: XmlNodeType.Element, IsEmptyElement: true }))
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
