namespace Hooks.Build.Generators.Model;

/// <summary>One value of a hook's attribute.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">The value, or the default where it is not written.</param>
/// <param name="Where">Where it is written, or <see langword="null"/>.</param>
internal sealed record Setting<T>(T Value, SourceSpan? Where)
{
    /// <summary>Whether the attribute has it.</summary>
    public bool IsSet => Where is not null;
}

/// <summary>One element of a list in a hook's attribute.</summary>
/// <param name="Value">The text; <see langword="null"/> where the source has a null.</param>
/// <param name="Where">Where the element is written.</param>
/// <param name="NamesMember">Whether the type that declares the hook has a member of this name, hook or not.</param>
internal sealed record ListItem(string? Value, SourceSpan Where, bool NamesMember);
