namespace Hooks.Build.Engine.Workers;

/// <summary>An event of a coding agent as engine and worker hand it on. One source, compiled into both.</summary>
internal static class AgentEventFields
{
    public static void Write(BinaryWriter writer, AgentEvent agent)
    {
        writer.Write(agent.Agent);
        writer.Write((int)agent.Stage);
        writer.Write(agent.Session);
        writer.Write(agent.Turn);
        writer.Write(agent.WorkingDirectory);
        writer.Write((int)agent.Tool);
        writer.Write(agent.ToolName);
        writer.Write(agent.Command);
        writer.WriteTexts(agent.Paths);
        writer.Write(agent.Prompt);
        writer.Write(agent.Result);
        writer.Write(agent.Failed);
        writer.Write(agent.StopActive);
        writer.Write(agent.Subagent);
        writer.Write(agent.Raw);
    }

    public static AgentEvent Read(BinaryReader reader)
    {
        AgentEvent agent = new()
        {
            Agent = reader.ReadString(),
            Stage = (HookStages)reader.ReadInt32(),
            Session = reader.ReadString(),
            Turn = reader.ReadString(),
            WorkingDirectory = reader.ReadString(),
            Tool = (AgentTool)reader.ReadInt32(),
            ToolName = reader.ReadString(),
            Command = reader.ReadString(),
        };
        agent.Paths = reader.ReadTexts();
        (agent.Prompt, agent.Result, agent.Failed, agent.StopActive, agent.Subagent, agent.Raw) =
            (reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean(), reader.ReadString(), reader.ReadString());
        return agent;
    }
}
