namespace IpStrategy.Workflow.Tests.Validation;

/// <summary>Valid files as the modelers in use write them: namespaces, order, extensions and diagrams in each one's manner.</summary>
internal static class ModelerFiles
{
    /// <summary>bpmn.io: prefix bpmn, processes and a black box in a collaboration, data references, a diagram with labels and colours.</summary>
    public const string WebModeler = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0" xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn" exporter="modeler" exporterVersion="17.0">
          <bpmn:collaboration id="Collaboration_1">
            <bpmn:documentation>征集意见</bpmn:documentation>
            <bpmn:participant id="Participant_1" name="市政府" processRef="Process_1" />
            <bpmn:participant id="Participant_2" name="公众" />
            <bpmn:messageFlow id="Flow_m1" name="notice" sourceRef="Activity_1" targetRef="Participant_2" />
            <bpmn:group id="Group_1" categoryValueRef="CategoryValue_1" />
            <bpmn:textAnnotation id="TextAnnotation_1"><bpmn:text>n.b.</bpmn:text></bpmn:textAnnotation>
            <bpmn:association id="Association_1" associationDirection="None" sourceRef="Activity_1" targetRef="TextAnnotation_1" />
          </bpmn:collaboration>
          <bpmn:category id="Category_1"><bpmn:categoryValue id="CategoryValue_1" value="phase 1" /></bpmn:category>
          <bpmn:process id="Process_1" isExecutable="false">
            <bpmn:laneSet id="LaneSet_1">
              <bpmn:lane id="Lane_1" name="办公室"><bpmn:flowNodeRef>StartEvent_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Activity_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Gateway_1</bpmn:flowNodeRef>
                <bpmn:childLaneSet id="LaneSet_2"><bpmn:lane id="Lane_2"><bpmn:flowNodeRef>Activity_1</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="Lane_3" /></bpmn:childLaneSet>
              </bpmn:lane>
              <bpmn:lane id="Lane_4"><bpmn:flowNodeRef>Event_1</bpmn:flowNodeRef><bpmn:flowNodeRef>Event_2</bpmn:flowNodeRef></bpmn:lane>
            </bpmn:laneSet>
            <bpmn:startEvent id="StartEvent_1"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:task id="Activity_1" name="发布">
              <bpmn:incoming>Flow_1</bpmn:incoming>
              <bpmn:outgoing>Flow_2</bpmn:outgoing>
              <bpmn:property id="Property_1" name="__targetRef_placeholder" />
              <bpmn:dataInputAssociation id="DataInputAssociation_1"><bpmn:sourceRef>DataObjectReference_1</bpmn:sourceRef><bpmn:targetRef>Property_1</bpmn:targetRef></bpmn:dataInputAssociation>
              <bpmn:dataOutputAssociation id="DataOutputAssociation_1"><bpmn:targetRef>DataStoreReference_1</bpmn:targetRef></bpmn:dataOutputAssociation>
            </bpmn:task>
            <bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_1" />
            <bpmn:exclusiveGateway id="Gateway_1" name="?"><bpmn:incoming>Flow_2</bpmn:incoming><bpmn:outgoing>Flow_3</bpmn:outgoing><bpmn:outgoing>Flow_4</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="Flow_2" sourceRef="Activity_1" targetRef="Gateway_1" />
            <bpmn:sequenceFlow id="Flow_3" name="yes" sourceRef="Gateway_1" targetRef="Event_1" />
            <bpmn:sequenceFlow id="Flow_4" name="no" sourceRef="Gateway_1" targetRef="Event_2" />
            <bpmn:endEvent id="Event_1"><bpmn:incoming>Flow_3</bpmn:incoming></bpmn:endEvent>
            <bpmn:endEvent id="Event_2"><bpmn:incoming>Flow_4</bpmn:incoming><bpmn:terminateEventDefinition id="TerminateEventDefinition_1" /></bpmn:endEvent>
            <bpmn:dataObjectReference id="DataObjectReference_1" name="draft" dataObjectRef="DataObject_1" />
            <bpmn:dataObject id="DataObject_1" />
            <bpmn:dataStoreReference id="DataStoreReference_1" name="archive" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="BPMNDiagram_1">
            <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Collaboration_1">
              <bpmndi:BPMNShape id="Participant_1_di" bpmnElement="Participant_1" isHorizontal="true" bioc:stroke="#000" color:border-color="#000"><dc:Bounds x="120" y="80" width="600" height="250" /><bpmndi:BPMNLabel /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="Gateway_1_di" bpmnElement="Gateway_1" isMarkerVisible="true"><dc:Bounds x="425" y="95.5" width="50" height="50" /><bpmndi:BPMNLabel><dc:Bounds x="446" y="71" width="7" height="14" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="Flow_1_di" bpmnElement="Flow_1"><di:waypoint x="215" y="120" /><di:waypoint x="270" y="120" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    /// <summary>Camunda: execution attributes and inputOutput in extensionElements.</summary>
    public const string Camunda = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:modeler="http://camunda.org/schema/modeler/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="Definitions_2" targetNamespace="http://bpmn.io/schema/bpmn" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.20.0">
          <bpmn:process id="invoice" name="Invoice" isExecutable="true" camunda:historyTimeToLive="180" camunda:versionTag="V1">
            <bpmn:extensionElements><camunda:properties><camunda:property name="a" value="b" /></camunda:properties></bpmn:extensionElements>
            <bpmn:startEvent id="start" camunda:initiator="who"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="approve" />
            <bpmn:userTask id="approve" name="Approve" camunda:assignee="${approver}" camunda:candidateGroups="a,b" camunda:dueDate="P7D">
              <bpmn:extensionElements><camunda:inputOutput><camunda:inputParameter name="x">${y}</camunda:inputParameter></camunda:inputOutput><camunda:taskListener event="create" class="com.example.Listener" /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
              <bpmn:multiInstanceLoopCharacteristics isSequential="true" camunda:collection="reviewers" camunda:elementVariable="reviewer"><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${done}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>
            </bpmn:userTask>
            <bpmn:sequenceFlow id="f2" sourceRef="approve" targetRef="gw" />
            <bpmn:exclusiveGateway id="gw" default="f4"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="f3" sourceRef="gw" targetRef="pay"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${approved}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="f4" sourceRef="gw" targetRef="end" />
            <bpmn:serviceTask id="pay" camunda:type="external" camunda:topic="pay"><bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing></bpmn:serviceTask>
            <bpmn:boundaryEvent id="late" cancelActivity="false" attachedToRef="approve"><bpmn:outgoing>f6</bpmn:outgoing><bpmn:timerEventDefinition id="t1"><bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R3/PT10H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="f5" sourceRef="pay" targetRef="end" />
            <bpmn:sequenceFlow id="f6" sourceRef="late" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>f4</bpmn:incoming><bpmn:incoming>f5</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming></bpmn:endEvent>
            <bpmn:subProcess id="onError" triggeredByEvent="true"><bpmn:startEvent id="caught"><bpmn:outgoing>f7</bpmn:outgoing><bpmn:errorEventDefinition id="e1" camunda:errorCodeVariable="code" /></bpmn:startEvent><bpmn:sequenceFlow id="f7" sourceRef="caught" targetRef="handled" /><bpmn:endEvent id="handled"><bpmn:incoming>f7</bpmn:incoming></bpmn:endEvent></bpmn:subProcess>
          </bpmn:process>
        </bpmn:definitions>
        """;

    /// <summary>Signavio: default namespace, Latin-1 in the declaration, metadata extensions, gateway directions, a pool without a process.</summary>
    public const string Signavio = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI" xmlns:signavio="http://www.signavio.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" exporter="Signavio Process Editor, http://www.signavio.com" exporterVersion="14.0.0" expressionLanguage="http://www.w3.org/1999/XPath" id="sid-0a6f1f6c" targetNamespace="http://www.signavio.com" typeLanguage="http://www.w3.org/2001/XMLSchema" xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL http://www.omg.org/spec/BPMN/2.0/20100501/BPMN20.xsd">
           <collaboration id="sid-c1">
              <extensionElements><signavio:signavioDiagramMetaData metaKey="author" metaValue=""/></extensionElements>
              <participant id="sid-pa" name="Pool" processRef="sid-p1"><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements></participant>
              <participant id="sid-pb" name="Customer"/>
              <messageFlow id="sid-mf" sourceRef="sid-pb" targetRef="sid-s"/>
           </collaboration>
           <process id="sid-p1" isClosed="false" isExecutable="false" processType="None">
              <laneSet id="sid-ls"><lane id="sid-l1" name="Lane"><flowNodeRef>sid-s</flowNodeRef><flowNodeRef>sid-t</flowNodeRef><flowNodeRef>sid-g1</flowNodeRef><flowNodeRef>sid-u</flowNodeRef><flowNodeRef>sid-g2</flowNodeRef><flowNodeRef>sid-e</flowNodeRef></lane></laneSet>
              <startEvent id="sid-s" name="" isInterrupting="true"><outgoing>sid-f1</outgoing><messageEventDefinition id="sid-med"/></startEvent>
              <userTask completionQuantity="1" id="sid-t" implementation="webService" isForCompensation="false" name="Prüfen" startQuantity="1"><incoming>sid-f1</incoming><outgoing>sid-f2</outgoing></userTask>
              <inclusiveGateway gatewayDirection="Diverging" id="sid-g1" name=""><incoming>sid-f2</incoming><outgoing>sid-f3</outgoing><outgoing>sid-f4</outgoing></inclusiveGateway>
              <task completionQuantity="1" id="sid-u" isForCompensation="false" name="" startQuantity="1"><incoming>sid-f3</incoming><outgoing>sid-f5</outgoing><standardLoopCharacteristics id="sid-loop" testBefore="false"/></task>
              <inclusiveGateway gatewayDirection="Converging" id="sid-g2" name=""><incoming>sid-f4</incoming><incoming>sid-f5</incoming><outgoing>sid-f6</outgoing></inclusiveGateway>
              <endEvent id="sid-e" name=""><incoming>sid-f6</incoming></endEvent>
              <sequenceFlow id="sid-f1" name="" sourceRef="sid-s" targetRef="sid-t"/>
              <sequenceFlow id="sid-f2" name="" sourceRef="sid-t" targetRef="sid-g1"/>
              <sequenceFlow id="sid-f3" name="" sourceRef="sid-g1" targetRef="sid-u"><conditionExpression id="sid-ce">amount is high</conditionExpression></sequenceFlow>
              <sequenceFlow id="sid-f4" name="" sourceRef="sid-g1" targetRef="sid-g2"/>
              <sequenceFlow id="sid-f5" name="" sourceRef="sid-u" targetRef="sid-g2"/>
              <sequenceFlow id="sid-f6" name="" sourceRef="sid-g2" targetRef="sid-e"/>
           </process>
           <bpmndi:BPMNDiagram id="sid-dia">
              <bpmndi:BPMNPlane bpmnElement="sid-c1" id="sid-plane">
                 <bpmndi:BPMNShape bpmnElement="sid-pa" id="sid-pa_gui" isHorizontal="true"><omgdc:Bounds height="250.0" width="600.0" x="100.0" y="100.0"/><bpmndi:BPMNLabel labelStyle="sid-style"><omgdc:Bounds height="59.0" width="12.0" x="1.0" y="2.0"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
                 <bpmndi:BPMNEdge bpmnElement="sid-f1" id="sid-f1_gui"><omgdi:waypoint x="100.0" y="150.0"/><omgdi:waypoint x="145.0" y="150.0"/></bpmndi:BPMNEdge>
              </bpmndi:BPMNPlane>
              <bpmndi:BPMNLabelStyle id="sid-style"><omgdc:Font isBold="false" isItalic="false" isStrikeThrough="false" isUnderline="false" name="Arial" size="11.0"/></bpmndi:BPMNLabelStyle>
           </bpmndi:BPMNDiagram>
        </definitions>
        """;

    /// <summary>Eclipse and jBPM: prefix bpmn2 or none, item definitions of Java types, work items with data, processes of a package.</summary>
    public const string Eclipse = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn2:definitions xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:bpmn2="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:drools="http://www.jboss.org/drools" id="Definition" exporter="org.eclipse.bpmn2.modeler.core" exporterVersion="1.0" expressionLanguage="http://www.mvel.org/2.0" typeLanguage="http://www.java.com/javaTypes" targetNamespace="http://www.jboss.org/drools">
          <bpmn2:itemDefinition id="_reasonItem" structureRef="java.lang.String"/>
          <bpmn2:itemDefinition id="_InMessageType" structureRef="xs:string"/>
          <bpmn2:message id="Message_1" itemRef="_InMessageType" name="start"/>
          <bpmn2:interface id="Service_Interface" name="org.example.Service" implementationRef="org.example.Service"><bpmn2:operation id="Service_Op" implementationRef="call" name="call"><bpmn2:inMessageRef>Message_1</bpmn2:inMessageRef></bpmn2:operation></bpmn2:interface>
          <bpmn2:process id="com.sample.evaluation" drools:version="1" drools:packageName="com.sample" name="Evaluation" isExecutable="false" processType="Private">
            <bpmn2:property id="reason" itemSubjectRef="_reasonItem" name="reason"/>
            <bpmn2:startEvent id="_1" name=""><bpmn2:outgoing>_1-_2</bpmn2:outgoing></bpmn2:startEvent>
            <bpmn2:userTask id="_2" name="Self Evaluation">
              <bpmn2:incoming>_1-_2</bpmn2:incoming><bpmn2:outgoing>_2-_3</bpmn2:outgoing>
              <bpmn2:ioSpecification id="InputOutputSpecification_1">
                <bpmn2:dataInput id="_2_reasonInput" itemSubjectRef="_reasonItem" name="reason"/><bpmn2:dataInput id="_2_TaskNameInput" name="TaskName"/><bpmn2:dataOutput id="_2_out" name="result"/>
                <bpmn2:inputSet id="InputSet_1" name="Input Set 1"><bpmn2:dataInputRefs>_2_reasonInput</bpmn2:dataInputRefs><bpmn2:dataInputRefs>_2_TaskNameInput</bpmn2:dataInputRefs></bpmn2:inputSet>
                <bpmn2:outputSet id="OutputSet_1"><bpmn2:dataOutputRefs>_2_out</bpmn2:dataOutputRefs></bpmn2:outputSet>
              </bpmn2:ioSpecification>
              <bpmn2:dataInputAssociation id="DataInputAssociation_1"><bpmn2:sourceRef>reason</bpmn2:sourceRef><bpmn2:targetRef>_2_reasonInput</bpmn2:targetRef></bpmn2:dataInputAssociation>
              <bpmn2:dataInputAssociation id="DataInputAssociation_2"><bpmn2:targetRef>_2_TaskNameInput</bpmn2:targetRef><bpmn2:assignment id="Assignment_1"><bpmn2:from xsi:type="bpmn2:tFormalExpression" id="FormalExpression_1">Evaluate</bpmn2:from><bpmn2:to xsi:type="bpmn2:tFormalExpression" id="FormalExpression_2">_2_TaskNameInput</bpmn2:to></bpmn2:assignment></bpmn2:dataInputAssociation>
              <bpmn2:potentialOwner id="PotentialOwner_1"><bpmn2:resourceAssignmentExpression id="ResourceAssignmentExpression_1"><bpmn2:formalExpression id="FormalExpression_3">#{employee}</bpmn2:formalExpression></bpmn2:resourceAssignmentExpression></bpmn2:potentialOwner>
            </bpmn2:userTask>
            <bpmn2:sequenceFlow id="_1-_2" drools:priority="1" sourceRef="_1" targetRef="_2"/>
            <bpmn2:endEvent id="_3"><bpmn2:incoming>_2-_3</bpmn2:incoming></bpmn2:endEvent>
            <bpmn2:sequenceFlow id="_2-_3" sourceRef="_2" targetRef="_3"/>
          </bpmn2:process>
          <bpmndi:BPMNDiagram id="BPMNDiagram_1" name="Evaluation"><bpmndi:BPMNPlane id="BPMNPlane_Process_1" bpmnElement="com.sample.evaluation">
            <bpmndi:BPMNShape id="BPMNShape_1" bpmnElement="_1"><dc:Bounds height="36.0" width="36.0" x="100.0" y="100.0"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="BPMNShape_2" bpmnElement="_2"><dc:Bounds height="50.0" width="110.0" x="200.0" y="100.0"/></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="BPMNEdge_1" bpmnElement="_1-_2" sourceElement="BPMNShape_1" targetElement="BPMNShape_2"><di:waypoint xsi:type="dc:Point" x="136.0" y="118.0"/><di:waypoint xsi:type="dc:Point" x="200.0" y="118.0"/></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn2:definitions>
        """;

    /// <summary>Yaoqiang and Trisotech: prefix semantic or none with tns, all flags written out, references with prefix.</summary>
    public const string Prefixed = """
        <?xml version="1.0" encoding="UTF-8"?>
        <semantic:definitions xmlns:semantic="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tns="http://sourceforge.net/bpmn/definitions/_1" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yaoqiang="http://bpmn.sourceforge.net" xmlns:trisob="http://www.trisotech.com/2014/triso/bpmn" exporter="Yaoqiang BPMN Editor" exporterVersion="2.2.6" expressionLanguage="http://www.w3.org/1999/XPath" id="_1" name="" targetNamespace="http://sourceforge.net/bpmn/definitions/_1" typeLanguage="http://www.w3.org/2001/XMLSchema">
          <semantic:itemDefinition id="ID_1" isCollection="false" itemKind="Information" structureRef="xsd:string"/>
          <semantic:message id="ME_1" itemRef="tns:ID_1" name="order"/>
          <semantic:signal id="SI_1" name="stop"/>
          <semantic:interface id="IN_1" name="orders"><semantic:operation id="OP_1" name="place"><semantic:inMessageRef>tns:ME_1</semantic:inMessageRef></semantic:operation></semantic:interface>
          <semantic:dataStore id="DS_1" isUnlimited="false" name="stock" capacity="10"/>
          <semantic:collaboration id="COLLABORATION_1" isClosed="false"><semantic:participant id="_2" name="shop" processRef="tns:PROCESS_1"><semantic:participantMultiplicity maximum="2" minimum="0"/></semantic:participant><semantic:participant id="_3" name="buyer" processRef="tns:PROCESS_2"/><semantic:messageFlow id="_4" sourceRef="tns:_21" targetRef="tns:_11" messageRef="tns:ME_1"/></semantic:collaboration>
          <semantic:process id="PROCESS_1" isClosed="false" isExecutable="true" processType="None">
            <semantic:extensionElements><yaoqiang:pageFormat height="841" width="595"/></semantic:extensionElements>
            <semantic:startEvent id="_11" isInterrupting="true" name="order" parallelMultiple="false"><semantic:outgoing>tns:_14</semantic:outgoing><semantic:outputSet/><semantic:messageEventDefinition id="_11_ED_1" messageRef="tns:ME_1"><semantic:operationRef>tns:OP_1</semantic:operationRef></semantic:messageEventDefinition></semantic:startEvent>
            <semantic:task completionQuantity="1" id="_12" isForCompensation="false" name="deliver" startQuantity="1"><semantic:incoming>tns:_14</semantic:incoming><semantic:outgoing>tns:_15</semantic:outgoing></semantic:task>
            <semantic:endEvent id="_13" name="end"><semantic:incoming>tns:_15</semantic:incoming><semantic:inputSet/><semantic:signalEventDefinition signalRef="tns:SI_1"/></semantic:endEvent>
            <semantic:sequenceFlow id="_14" sourceRef="_11" targetRef="_12"/>
            <semantic:sequenceFlow id="_15" sourceRef="_12" targetRef="_13"/>
            <semantic:dataStoreReference dataStoreRef="tns:DS_1" id="_16" name="stock"/>
          </semantic:process>
          <semantic:process id="PROCESS_2" isClosed="false" isExecutable="true" processType="None"><semantic:sendTask completionQuantity="1" id="_21" implementation="##WebService" isForCompensation="false" messageRef="tns:ME_1" operationRef="tns:OP_1" startQuantity="1" trisob:x="1"/></semantic:process>
        </semantic:definitions>
        """;

    /// <summary>Activiti and Flowable: default namespace, categories as target namespaces, no lists of flows in the drawing.</summary>
    public const string Activiti = """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:activiti="http://activiti.org/bpmn" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI" typeLanguage="http://www.w3.org/2001/XMLSchema" expressionLanguage="http://www.w3.org/1999/XPath" targetNamespace="http://www.activiti.org/processdef">
          <process id="leave" name="请假" isExecutable="true">
            <startEvent id="start" activiti:initiator="applicant"><outgoing>flow1</outgoing></startEvent>
            <userTask id="audit" name="审批" activiti:candidateGroups="leader"><documentation>主管审批</documentation><extensionElements><activiti:formProperty id="days" name="天数" type="long" required="true"/></extensionElements><incoming>flow1</incoming><outgoing>flow2</outgoing></userTask>
            <endEvent id="end"><incoming>flow2</incoming></endEvent>
            <sequenceFlow id="flow1" sourceRef="start" targetRef="audit"></sequenceFlow>
            <sequenceFlow id="flow2" sourceRef="audit" targetRef="end"></sequenceFlow>
          </process>
          <bpmndi:BPMNDiagram id="BPMNDiagram_leave"><bpmndi:BPMNPlane bpmnElement="leave" id="BPMNPlane_leave"><bpmndi:BPMNShape bpmnElement="start" id="BPMNShape_start"><omgdc:Bounds height="35.0" width="35.0" x="10.0" y="10.0"></omgdc:Bounds></bpmndi:BPMNShape><bpmndi:BPMNEdge bpmnElement="flow1" id="BPMNEdge_flow1"><omgdi:waypoint x="45.0" y="27.0"></omgdi:waypoint><omgdi:waypoint x="90.0" y="27.0"></omgdi:waypoint></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </definitions>
        """;

    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            [nameof(WebModeler)] = WebModeler,
            [nameof(Camunda)] = Camunda,
            [nameof(Signavio)] = Signavio,
            [nameof(Eclipse)] = Eclipse,
            [nameof(Prefixed)] = Prefixed,
            [nameof(Activiti)] = Activiti,
        };
}
