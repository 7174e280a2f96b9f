using System.Globalization;
using Hooks.Build.Catalog;
using Hooks.Build.Checks;
using Hooks.Build.Checks.Text.Secrets;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Guarding;

/// <summary>Finds secrets in what a coding agent is sent, and in what it gives to tools, before they leave.</summary>
internal static class SecretGuard
{
    private const int Most = 10;

    // Hooks of its prompts are only told of them.
    private const string NeverHeld = AgentNames.Copilot;

    /// <summary>Judges an event.</summary>
    public static Attempt Run(HookJob job, HookArguments arguments, AgentEvent agent, IReadOnlyDictionary<string, string> environment)
    {
        var root = job.Request.RepositoryRoot;
        List<(string Path, FoundSecret Secret)> found = [];
        TextSecrets secrets;
        try
        {
            secrets = new TextSecrets(arguments, new CheckContext(root, environment) { ReadNamed = path => PlainFile.Read(Path.Combine(root, path)) });
        }
        catch (CheckSetupException e)
        {
            return new Attempt(HookOutcome.Crashed, e.Message);
        }

        foreach (var (path, text) in EventTexts.Of(agent))
        {
            var within = path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) ? ""
                : AgentPaths.Within(root, [Path.GetFullPath(path, agent.WorkingDirectory.Length == 0 ? root : agent.WorkingDirectory)]) is [var only] ? only
                : "";

            // The name of a file may be one itself.
            var shown = within.Length > 0 && secrets.Find("", within).Count > 0 ? "" : within;
            found.AddRange(secrets.Find(within, text).Select(secret => (shown, secret)));
        }

        found = [.. found.DistinctBy(one => (one.Path, one.Secret.Fingerprint))];
        if (found.Count == 0)
        {
            return Attempt.Success;
        }

        var what = string.Join(
            "; ",
            found.Take(Most).Select(one => Said(one.Path, one.Secret))) + (found.Count > Most
                ? string.Create(CultureInfo.InvariantCulture, $"; and {found.Count - Most} more")
                : "");
        var reason = agent.Stage == HookStages.PromptSubmit
            ? $"The prompt has a secret in it: {what}"
            : $"This would give away a secret, or write it down: {what}";
        var wayOut = agent is
        {
            Stage: HookStages.PromptSubmit,
            Agent: NeverHeld,
        } ? $"It was sent all the same, as this agent lets nobody hold a prompt back: count the secret as given away; where it is none, a line with its fingerprint in {secrets.List} accepts it."
            : agent.Stage == HookStages.PromptSubmit
            ? $"It was not sent. Take it out, and send it again; where it is none, a line with its fingerprint in {secrets.List} accepts it."
            : $"Leave it out: name a variable or a store of secrets instead, and tell the person you work for. Where it is none, they may accept it by its fingerprint in {secrets.List}; that is not for you.";
        return Attempt.Failure(reason) with { Answer = HookAnswer.Deny, AnswerText = $"{reason}. {wayOut}" };
    }

    private static string Said(string path, FoundSecret secret) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{secret.Format} in line {secret.Line}{(path.Length == 0 ? "" : " for " + PathGuard.Shown(path))} (fingerprint {secret.Fingerprint})");
}
