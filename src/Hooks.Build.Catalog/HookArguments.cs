using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Hooks.Build.Catalog;

/// <summary>The arguments of a ready-made hook, read and checked. The same text is checked by the compiler and read by the engine.</summary>
public sealed class HookArguments
{
    private readonly StandardHook _hook;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<string> _rest = [];

    private HookArguments(StandardHook hook) => _hook = hook;

    /// <summary>What is no option: names of files.</summary>
    public IReadOnlyList<string> Rest => _rest;

    /// <summary>Reads arguments: <c>--name value</c>, <c>--name=value</c>, <c>-nvalue</c>, and what stands behind <c>--</c> as it is.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="arguments">What stands behind its id.</param>
    /// <param name="parsed">The arguments.</param>
    /// <param name="error">What is wrong and what to do, one sentence; empty when nothing is.</param>
    public static bool TryParse(StandardHook hook, IReadOnlyList<string> arguments, [NotNullWhen(true)] out HookArguments? parsed, out string error)
    {
        var reading = new HookArguments(hook);
        error = reading.Read(arguments);
        parsed = error.Length == 0 ? reading : null;
        return parsed is not null;
    }

    /// <summary>Whether an option is written.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value of an option, the last where it is written more than once, or its default.</summary>
    public string Text(string name) => _values.TryGetValue(name, out var values) ? values[values.Count - 1] : Option(name)!.Default;

    /// <summary>The value of an option that takes a number.</summary>
    public int Number(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    /// <summary>All values of an option, or its defaults.</summary>
    public IReadOnlyList<string> All(string name)
    {
        var option = Option(name)!;
        var values = _values.TryGetValue(name, out var written) ? written : option.Default.Length == 0 ? [] : [option.Default];
        return option.Kind == OptionKind.List
            ? [.. values.SelectMany(value => value.Split(',')).Select(value => value.Trim()).Where(value => value.Length > 0)]
            : values;
    }

    private string Read(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            if (argument == "--")
            {
                _rest.AddRange(arguments.Skip(i + 1));
                break;
            }

            if (argument.Length < 2 || argument[0] != '-')
            {
                _rest.Add(argument);
                continue;
            }

            var (name, value) = Split(argument);
            if (Option(name) is not { } option)
                return Unknown(name);
            if (option.Kind == OptionKind.Flag)
            {
                if (value is not null)
                    return $"{option.Name} takes no value";
            }
            else if (value is null && ++i == arguments.Count)
            {
                return $"{option.Name} needs a value";
            }

            var error = Add(option, value ?? (option.Kind == OptionKind.Flag ? "" : arguments[i]));
            if (error.Length > 0)
                return error;
        }

        var clash = _hook.Options.FirstOrDefault(option => option.Excludes.Length > 0 && Has(option.Name) && Has(option.Excludes));
        return clash is null ? "" : $"{clash.Name} and {clash.Excludes} cannot both be given";
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var equals = argument.IndexOf('=');
        if (argument.StartsWith("--", StringComparison.Ordinal))
            return equals < 0 ? (argument, null) : (argument.Substring(0, equals), argument.Substring(equals + 1));

        return argument.Length == 2 ? (argument, null) : (argument.Substring(0, 2), argument.Substring(argument[2] == '=' ? 3 : 2));
    }

    private string Add(HookOption option, string value)
    {
        if (option.Kind == OptionKind.Number && !(int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            return $"{option.Name} takes a whole number, not '{value}'";
        if (option.Choices.Count > 0 && !option.Choices.Contains(value, StringComparer.Ordinal))
            return $"{option.Name} cannot be '{value}'; it is {string.Join(", ", option.Choices)}";
        if (option.Kind == OptionKind.Pattern && PatternProblem(value) is { } problem)
            return $"{option.Name}: {problem}";

        if (!_values.TryGetValue(option.Name, out var values))
            _values.Add(option.Name, values = []);
        values.Add(value);
        return "";
    }

    private static string? PatternProblem(string pattern)
    {
        try
        {
            _ = new System.Text.RegularExpressions.Regex(pattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
            return null;
        }
        catch (ArgumentException e)
        {
            return $"'{pattern}' is no regular expression: {e.Message}";
        }
    }

    private string Unknown(string name)
    {
        var known = _hook.Options.Select(option => option.Name).ToList();
        if (known.Count == 0)
            return $"there is no option {name}; {_hook.Id} takes none";

        return Graph.NameSuggestion.Closest(name, known) is { } closest
            ? $"there is no option {name}; did you mean {closest}?"
            : $"there is no option {name}; {_hook.Id} takes {string.Join(", ", known)}";
    }

    private HookOption? Option(string name) =>
        _hook.Options.FirstOrDefault(option => option.Name == name || (option.Letter.Length > 0 && option.Letter == name));
}
