using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Engine.Tests.Scheduling;

/// <summary>Numbers that are the same for the same seed on every machine.</summary>
internal sealed class Dice(int seed)
{
    private ulong _state = ((ulong)(uint)seed * 2862933555777941757UL) + 3037000493UL;

    /// <summary>Seeds; one that breaks a property is printed and can be run again.</summary>
    public static void ForEachSeed(Action<int> body, int times = 300) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), body));

    public int Below(int bound)
    {
        _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_state >> 33) % (ulong)bound);
    }

    public bool OneIn(int many) => Below(many) == 0;

    public T Of<T>(params T[] choices) => choices[Below(choices.Length)];
}
