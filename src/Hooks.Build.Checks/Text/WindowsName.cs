using System.Buffers;

namespace Hooks.Build.Checks.Text;

/// <summary>Names that Windows can have, for the file and every folder above it.</summary>
internal sealed class WindowsName : FileCheck
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("<>:\"\\|?*");

    public override ContentNeed Need => ContentNeed.Nothing;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        foreach (var name in file.Path.Split('/'))
        {
            if (Problem(name) is { } problem)
                findings.Add(0, 0, $"the name '{Shown(name)}' {problem}; give it another one");
        }
    }

    private static string? Problem(string name)
    {
        if (name.Length == 0)
            return null;

        if (IsDevice(name))
            return "is that of a device on Windows";
        if (name.AsSpan().IndexOfAny(Forbidden) is >= 0 and var at)
            return $"has the character {name[at]}, which Windows does not allow";
        if (name.AsSpan().IndexOfAnyInRange('\0', '\x1F') >= 0)
            return "has a control character, which Windows does not allow";

        return name[^1] == '.' ? "ends with a dot, which Windows drops"
            : char.IsWhiteSpace(name[^1]) ? "ends with a blank, which Windows drops"
            : null;
    }

    // CON, and also CON.txt; COM and LPT with a digit, the raised ones among them.
    private static bool IsDevice(string name)
    {
        var stem = name.AsSpan(0, name.IndexOf('.', StringComparison.Ordinal) is >= 0 and var dot ? dot : name.Length);
        if (stem.Length == 4 && (char.IsDigit(stem[3]) || stem[3] is '¹' or '²' or '³'))
            return Is(stem[..3], "COM") || Is(stem[..3], "LPT");

        return Is(stem, "CON") || Is(stem, "PRN") || Is(stem, "AUX") || Is(stem, "NUL");
    }

    private static bool Is(ReadOnlySpan<char> stem, string device) => stem.Equals(device, StringComparison.OrdinalIgnoreCase);

    private static string Shown(string name) => string.Concat(name.Select(character => char.IsControl(character) ? '?' : character));
}
