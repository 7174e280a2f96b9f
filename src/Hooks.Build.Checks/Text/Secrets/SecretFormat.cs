namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A kind of secret that is known by its form.</summary>
internal abstract class SecretFormat(string name)
{
    /// <summary>What it is, as it is called in findings.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it tells a secret by what stands beside it, and so gives way to a format that tells it by itself.</summary>
    public virtual bool IsByContext => false;

    /// <summary>Reads the secret at, or behind, one of the format's anchors.</summary>
    /// <param name="content">What the anchor stands in.</param>
    /// <param name="start">Where the anchor begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="secret">Where the secret is.</param>
    /// <returns>Whether there is one.</returns>
    public abstract bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret);
}
