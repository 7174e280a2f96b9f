namespace Hooks.Build.CSharp.Tests.Formatting;

/// <summary>Numbers that are the same for the same seed on every machine.</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = ((ulong)(uint)seed * 2862933555777941757UL) + 3037000493UL;

    public int Below(int bound)
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_state >> 33) % (ulong)bound);
    }

    public T Of<T>(T[] choices) => choices[Below(choices.Length)];
}
