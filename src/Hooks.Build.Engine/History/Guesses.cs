using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.History;

/// <summary>What to expect of hooks that were never seen: what those like them need.</summary>
internal static class Guesses
{
    /// <summary>
    /// Fills the forecasts that are not learned: with the median of the learned hooks of the same kind and wave, else of the same kind, else a given time.
    /// </summary>
    public static void Fill(IReadOnlyList<PlannedHook> hooks, HookForecast[] forecasts, TimeSpan otherwise)
    {
        Dictionary<(HookKind Kind, int Wave), TimeSpan> guesses = [];
        var learned = new double[hooks.Count];
        for (var i = 0; i < forecasts.Length; i++)
        {
            if (forecasts[i].IsLearned)
            {
                continue;
            }

            var (kind, wave) = (hooks[i].Kind, hooks[i].Wave);
            if (!guesses.TryGetValue((kind, wave), out var guess))
            {
                guess = MedianOf(hook => hook.Kind == kind && hook.Wave == wave) ?? MedianOf(hook => hook.Kind == kind) ?? otherwise;
                guesses.Add((kind, wave), guess);
            }

            forecasts[i] = new HookForecast(guess, Cores: 1, IsLearned: false);
        }

        TimeSpan? MedianOf(Predicate<PlannedHook> isAlike)
        {
            var count = 0;
            for (var i = 0; i < forecasts.Length; i++)
            {
                if (forecasts[i].IsLearned && isAlike(hooks[i]))
                {
                    learned[count++] = forecasts[i].Duration.TotalMilliseconds;
                }
            }

            return count == 0 ? null : TimeSpan.FromMilliseconds(HookSamples.Median(learned.AsSpan(0, count)));
        }
    }
}
