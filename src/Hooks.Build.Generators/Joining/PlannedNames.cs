using System.Globalization;
using Hooks.Build.Graph;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Joining;

/// <summary>
/// What another assembly's plan calls its hooks. A plan is a text that anybody can write: names go to terminals, to files of the lock, and to the runtime.
/// </summary>
internal static class PlannedNames
{
    /// <summary>Requires that names are such as a compiler writes.</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public static void Require(PlannedLines hook)
    {
        var item = hook.Text("Item");
        var declared = item is null ? hook.Name : hook.Matrix ?? "";
        if (item is not null && hook.Name != MatrixItem.NameOf(declared, item))
            throw new FormatException($"{Shown(hook.Name)} is not what an item of a matrix must be");
        if (!IsIdentifier(declared) || (item is null ? hook.Matrix is not null : MatrixItem.Problem(item) is not null))
            throw new FormatException($"{Shown(hook.Name)} is no name of a hook");
        if (hook.Type.Length == 0)
            throw new FormatException($"it does not say where {hook.Name} is declared");
        if (!hook.Type.Split('.', '+').All(IsTypeName))
            throw new FormatException($"{Shown(hook.Type)} is no type that could declare {hook.Name}");
        if (hook.Assembly is { } assembly
            && (assembly.Length == 0 || assembly.Any(character => !char.IsLetterOrDigit(character) && "._-+ ".IndexOf(character) < 0)))
            throw new FormatException($"{Shown(assembly)} is no assembly that could declare {hook.Name}");
    }

    /// <summary>A text as it can go to a terminal: in one line, with nothing that is not seen.</summary>
    public static string Shown(string? text) => new([.. (text ?? "").Select(character => IsSeen(character) ? character : '?')]);

    // Of a generic type Name`1, of one that is local to its file <File>F0123456789ABCDEF__Name.
    private static bool IsTypeName(string name)
    {
        var local = name.StartsWith("<", StringComparison.Ordinal) && name.IndexOf('>') is > 0 and var end
            ? name.IndexOf("__", end, StringComparison.Ordinal)
            : -1;
        var rest = local < 0 ? name : name.Substring(local + 2);
        return name.All(IsSeen)
            && SyntaxFacts.IsValidIdentifier(rest.IndexOf('`') is > 0 and var at
                && int.TryParse(rest.Substring(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? rest.Substring(0, at) : rest);
    }

    private static bool IsIdentifier(string name) => SyntaxFacts.IsValidIdentifier(name) && name.All(IsSeen);

    private static bool IsSeen(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse);
}
