using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Settings;

/// <summary>A property that people set in the project that declares the hooks.</summary>
public abstract class Setting
{
    private protected Setting(string name, bool isKept, string standard, bool takesAll) =>
        (Name, IsKept, Default, TakesAll) = (name, isKept, standard, takesAll);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether the build leaves it in the state, for those who run hooks without MSBuild.</summary>
    public bool IsKept { get; }

    /// <summary>What holds where nobody sets it, in the words of docs/properties.md.</summary>
    public string Default { get; }

    /// <summary>Whether every text is a value: a path, names.</summary>
    public bool TakesAll { get; }

    /// <summary>Requires that a text is a value.</summary>
    /// <exception cref="HooksException">HOOK9002: it is none.</exception>
    public abstract void Require(string text);
}

/// <summary>A property with values of a type.</summary>
/// <typeparam name="T">What is read.</typeparam>
public sealed class Setting<T> : Setting
{
    private readonly Func<string, string?, T> _read;

    internal Setting(string name, bool isKept, string standard, Func<string, string?, T> read, bool takesAll = false)
        : base(name, isKept, standard, takesAll) => _read = read;

    /// <summary>Reads a text; an empty one means the default.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="saidAs">What people wrote it to, such as an option of a command; <see langword="null"/> for the property.</param>
    /// <exception cref="HooksException">HOOK9002: it is no value.</exception>
    public T Read(string? text, string? saidAs = null) => _read(saidAs ?? Name, text);

    /// <inheritdoc />
    public override void Require(string text) => _ = Read(text);
}
