namespace Hooks.Build.Engine.Model;

/// <summary>Where a hook comes from that another assembly declares and the project uses. Its definition is in the project's plan.</summary>
/// <param name="Assembly">The assembly's name.</param>
public sealed record HookOrigin(string Assembly)
{
    /// <summary>The assembly by whose plan it joined: the same, or one that uses it.</summary>
    public string BroughtBy { get; init; } = Assembly;

    /// <summary>Where it is declared, for people: <c>hooks/TeamHooks.cs(12,6)</c>.</summary>
    public string Place { get; init; } = "";

    /// <summary>SHA-256 of the definition there, in hexadecimal, without what the project overrides.</summary>
    public string Definition { get; init; } = "";

    /// <summary>What it may do, for people, without what the project overrides.</summary>
    public string May { get; init; } = "";
}
