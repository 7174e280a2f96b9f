using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Checks.Tests;

/// <summary>Checks a property on random values; the exception on failure names the value and the seed.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> values, Action<T> body, int times = 500) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times),
            Prop.ForAll(values.ToArbitrary(), body));
}
