namespace Hooks.Build.Engine.Git;

/// <summary>How much may still be unpacked: a few bytes of a stranger's pack can become any number.</summary>
/// <param name="bytes">At first.</param>
internal sealed class ByteAllowance(long bytes)
{
    private long _left = bytes;

    /// <summary>Takes some of it.</summary>
    /// <exception cref="InvalidDataException">That much is not left.</exception>
    public void Take(long bytes)
    {
        _left -= bytes;
        if (bytes is < 0 or > int.MaxValue || _left < 0)
        {
            throw new InvalidDataException();
        }
    }
}
