using System.Reflection;
using System.Text.RegularExpressions;

namespace Hooks.Build.Tests;

/// <summary>
/// Lines that are made to be slow. They are so long that what takes the square of their length is given up, by the limit that each expression has, and
/// what takes their length is far from it.
/// </summary>
internal static class LongLines
{
    private const int Length = 400_000;

    private static readonly string[] Heads = ["", "x", "  1:2  error  x", "x.cs(1): error A1: x", "error: at x", "at x", "x : error NU1004: x"];

    private static readonly string[] Repeated =
    [
        " ", "\t", "a", "1", ".", ":", "(", "[", "a  ", " [", "(1", "(1:2:error ", "(1): ", "error A1 ", ":1", ":1:2", "(:1", " in ", " in :1", " in :x", "a.",
        " [a.csproj", " [a.csproj::TargetFramework=", "\e[1", "\e]", "#todo", " (1",
    ];

    /// <summary>The expressions of an assembly's namespace that give a line up, with the line.</summary>
    public static IReadOnlyList<string> GivenUp(Assembly assembly, string name)
    {
        var expressions = assembly.GetTypes()
            .Where(type => type.Namespace == name)
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<GeneratedRegexAttribute>() is not null)
            .ToDictionary(method => $"{method.DeclaringType!.Name}.{method.Name}", method => (Regex)method.Invoke(null, null)!, StringComparer.Ordinal);
        expressions.ShouldNotBeEmpty();
        List<string> given = [];
        foreach (var (head, repeated) in from head in Heads from repeated in Repeated select (head, repeated))
        {
            var line = head + string.Concat(Enumerable.Repeat(repeated, Length / repeated.Length)) + "x y";
            foreach (var (expression, _) in expressions.Where(expression => IsGivenUp(expression.Value, line)).ToList())
            {
                given.Add($"{expression}: '{head}', '{repeated}' again and again");
                _ = expressions.Remove(expression);
            }
        }

        return given;
    }

    private static bool IsGivenUp(Regex regex, string line)
    {
        try
        {
            _ = regex.IsMatch(line);
            return false;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
